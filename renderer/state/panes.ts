// Moving the focus between panes (F6): each pane is an element with `data-pane`, in document order; the focus returns to
// where it was in a pane, or to the part it is for (an editor, a grid, what has `data-pane-start`), or to its first control.

export type PaneName = 'toolbar' | 'tour' | 'side' | 'main' | 'inspector' | 'status' | 'notices'

const tabbable =
  'button:not(:disabled), [href], input:not(:disabled):not([hidden]), select, textarea, [contenteditable="true"], [tabindex="0"]'
const start = '[data-pane-start], .cm-content, [role="grid"]'
const last = new WeakMap<Element, HTMLElement>()
let latest: string | null = null

/** Remembers where the focus was in each pane, from now on. */
export function watchPanes(): void {
  document.addEventListener('focusin', event => {
    if (!(event.target instanceof HTMLElement)) return
    const pane = event.target.closest('[data-pane]')
    if (pane !== null && pane !== event.target) last.set(pane, event.target)
    if (pane !== null) latest = pane.getAttribute('data-pane')
  })
}

/** The pane that has the focus, or had it before a dialog or menu took it. */
export function lastPane(): string | null {
  return latest
}

/** Moves the focus to the next pane (1) or the one before (-1). */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(pane => pane.checkVisibility())
  const at = panes.findIndex(pane => pane.contains(document.activeElement))
  const next = at < 0 && step < 0 ? panes.at(-1) : panes[(at + step + panes.length) % panes.length]
  if (next) focusInto(next)
}

/** Moves the focus into a pane, once what shows in it has been drawn. */
export function focusPane(name: PaneName): void {
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
    if (pane) focusInto(pane)
  })
}

function firstIn(place: HTMLElement): HTMLElement {
  return place.querySelector<HTMLElement>(start) ?? place.querySelector<HTMLElement>(tabbable) ?? place
}

function focusInto(pane: HTMLElement): void {
  const remembered = last.get(pane)
  const target =
    remembered?.isConnected &&
    !remembered.matches(':disabled') &&
    remembered.checkVisibility() &&
    pane.contains(remembered)
      ? remembered
      : firstIn(pane.querySelector<HTMLElement>('[role="tabpanel"]') ?? pane)
  target.focus()
  if (target.matches('[role="tabpanel"]')) passOn(target)
}

/** What is in a panel may still be loading: the focus moves into it when it is there, unless it has moved elsewhere by then. */
function passOn(panel: HTMLElement): void {
  const observer = new MutationObserver(() => {
    panel.querySelector<HTMLElement>(start)?.focus()
  })
  observer.observe(panel, { childList: true, subtree: true })
  panel.addEventListener('focusout', () => observer.disconnect(), { once: true })
}
