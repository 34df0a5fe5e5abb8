// Menus: at the pointer, at a row, under a button. A native popover gives the top layer; arrows, Home, End, first letters, Enter
// and Escape are here, and so is closing on a press outside: where `contextmenu` comes with the press (Linux, macOS), Chromium
// before 156 takes the release for a click outside and closes a popover of its own kind `auto` at once. One menu is open at a time.
import type { LucideIcon } from 'lucide-react'
import { Check } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'
import { classes } from './classes'
import { type KeyHelp, plain } from './key-help'
import styles from './menu.module.css'
import { text } from './text'

export interface MenuItem {
  readonly id: string
  readonly title: string
  readonly icon?: LucideIcon
  /** Shown at the right, such as `F2`. */
  readonly shortcut?: string
  readonly enabled?: boolean
  readonly danger?: boolean
  /** Makes the item one of a choice. */
  readonly checked?: boolean
  /** Begins a group of its own, with a line above. */
  readonly separated?: boolean
  readonly run: () => void
}

interface OpenMenu {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Viewport coordinates of the corner. */
  readonly x: number
  readonly y: number
  /** `end`: the menu ends at x instead of beginning there. */
  readonly align: 'start' | 'end'
  /** The button it hangs under; a second press on it closes the menu. */
  readonly anchor?: Element
}

const useMenu = create<{ readonly menu: OpenMenu | null }>(() => ({ menu: null }))

/** Opens a menu at a point of the viewport. */
export function openMenu(menu: Omit<OpenMenu, 'align' | 'anchor'>): void {
  useMenu.setState({ menu: { ...menu, align: 'start' } })
}

/** Opens a menu under an element, flush with its right edge; closes it when it is open there. */
export function openMenuUnder(anchor: Element, menu: Pick<OpenMenu, 'label' | 'items'>): void {
  const isOpen = useMenu.getState().menu?.anchor === anchor
  const { right, bottom } = anchor.getBoundingClientRect()
  useMenu.setState({ menu: isOpen ? null : { ...menu, x: right, y: bottom + 4, align: 'end', anchor } })
}

function closeMenu(): void {
  useMenu.setState({ menu: null })
}

/** Where menus appear. */
export function MenuHost() {
  const menu = useMenu(state => state.menu)
  if (menu === null) return null
  return (
    // A landmark, like all else in the window.
    <section aria-label={menu.label}>
      <Menu key={`${menu.label}@${menu.x},${menu.y}`} {...menu} />
    </section>
  )
}

function Menu({ label, items, x, y, align, anchor }: OpenMenu) {
  const element = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const menu = element.current
    const before = document.activeElement
    if (menu === null) return
    menu.showPopover()
    const { width, height } = menu.getBoundingClientRect()
    const left = align === 'end' ? x - width : x
    menu.style.left = `${Math.max(4, Math.min(left, window.innerWidth - width - 4))}px`
    menu.style.top = `${Math.max(4, y + height > window.innerHeight - 4 ? window.innerHeight - height - 4 : y)}px`
    const first = menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? buttonsOf(menu)[0]
    first?.focus()
    const pressed = (event: PointerEvent) => {
      const target = event.target instanceof Node ? event.target : null
      if (!menu.contains(target) && !anchor?.contains(target)) closeMenu()
    }
    document.addEventListener('pointerdown', pressed, true)
    window.addEventListener('blur', closeMenu)
    window.addEventListener('resize', closeMenu)
    return () => {
      document.removeEventListener('pointerdown', pressed, true)
      window.removeEventListener('blur', closeMenu)
      window.removeEventListener('resize', closeMenu)
      if (before instanceof HTMLElement && before.isConnected && menu.contains(document.activeElement)) before.focus()
    }
  }, [x, y, align, anchor])

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = buttonsOf(event.currentTarget)
    const at = buttons.findIndex(button => button.matches(':focus'))
    const next = nextItem(event.key, at, buttons)
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      closeMenu()
    } else if (next !== null) {
      event.preventDefault()
      buttons[next]?.focus()
    }
    event.stopPropagation()
  }

  return (
    <div
      ref={element}
      popover="manual"
      role="menu"
      aria-label={label}
      className={styles.menu}
      tabIndex={-1}
      onKeyDown={keyDown}
      onContextMenu={event => event.preventDefault()}
    >
      {groupsOf(items).map(group => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is not a child of a menu.
        <div key={group[0]?.id} role="group" className={styles.group}>
          {group.map(item => (
            <MenuButton key={item.id} item={item} />
          ))}
        </div>
      ))}
    </div>
  )
}

function MenuButton({ item }: { readonly item: MenuItem }) {
  const choose = () => {
    closeMenu()
    item.run()
  }
  const Icon = item.checked ? Check : item.icon
  const choice = item.checked === undefined ? {} : { role: 'menuitemradio', 'aria-checked': item.checked }
  return (
    <button
      type="button"
      role="menuitem"
      {...choice}
      className={classes(styles.item, item.danger && styles.danger)}
      tabIndex={-1}
      disabled={item.enabled === false}
      onClick={choose}
      onPointerEnter={event => event.currentTarget.focus()}
    >
      <span className={styles.icon}>{Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}</span>
      <span className={styles.title}>{item.title}</span>
      {item.shortcut && <span className={styles.shortcut}>{item.shortcut}</span>}
    </button>
  )
}

/** Each `separated` item begins a group: a choice is one of its group, for the eye and for assistive technology. */
function groupsOf(items: readonly MenuItem[]): readonly (readonly MenuItem[])[] {
  const groups: MenuItem[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last === undefined || item.separated) groups.push([item])
    else last.push(item)
  }
  return groups
}

function buttonsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('button:not(:disabled)')]
}

/** The keys of a menu, for the help. */
export const menuKeys: readonly KeyHelp[] = [
  { chords: plain('ArrowDown', 'ArrowUp'), does: text.keys.items },
  { chords: plain('Enter'), does: text.keys.choose },
  { chords: plain('Escape'), does: text.keys.leave },
]

function nextItem(key: string, at: number, buttons: readonly HTMLElement[]): number | null {
  const count = buttons.length
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
  }
  if (key.length !== 1 || key === ' ') return null
  const wanted = key.toLowerCase()
  for (let step = 1; step <= count; step += 1) {
    const index = (at + step) % count
    if (buttons[index]?.textContent?.trim().toLowerCase().startsWith(wanted)) return index
  }
  return null
}
