// What a screen reader could hear: every text that comes into a live region or an alert, unless a modal dialog makes it inert.
import { expect, type Page } from '@playwright/test'

export interface Announcements {
  /** Waits until something was said that matches. */
  heard(message: string | RegExp): Promise<void>
  /** Everything so far. */
  all(): Promise<readonly string[]>
  /** Forgets what was said. */
  forget(): Promise<void>
}

/** Listens to the page from now on, until it is reloaded. */
export async function listenTo(page: Page): Promise<Announcements> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const take = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement
      const region = element?.closest('[aria-live], [role="alert"]') ?? element?.querySelector('[role="alert"]')
      const dialogs = [...document.querySelectorAll('dialog:modal')]
      const isInert = dialogs.length > 0 && !dialogs.at(-1)?.contains(region ?? null)
      const text = region?.textContent?.trim() ?? ''
      if (region && text !== '' && !isInert) said.push(text)
    }
    new MutationObserver(records => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') take(target)
        // A region that appears with its text is heard only where it is an alert.
        for (const node of addedNodes) {
          if (!(node instanceof Element && node.querySelector('[aria-live]') && !node.querySelector('[role="alert"]')))
            take(node)
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const all = () => page.evaluate(() => ('said' in window && Array.isArray(window.said) ? window.said.map(String) : []))
  return {
    all,
    heard: message =>
      expect
        .poll(
          async () =>
            (await all()).filter(said => (typeof message === 'string' ? said === message : message.test(said))),
          {
            message: `what was heard: ${message}`,
          },
        )
        .not.toEqual([]),
    forget: () =>
      page.evaluate(() => {
        if ('said' in window && Array.isArray(window.said)) window.said.length = 0
      }),
  }
}
