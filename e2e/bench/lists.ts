// How long the window takes to show what was asked of many settings, many keys of esx.conf, and a map of many port groups.
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { confOfKeys, confOfPortGroups, stateOfConf } from '../../build/bench/hosts'
import { median } from '../../build/bench/run'
import type { WindowFigures } from '../../build/bench/window'
import { writeBytes } from '../backups'
import { open, show, tabOf } from '../window'

const settings = 20_000
const keys = 100_000
const portGroups = 30
/** Digits that keys end in: each one more finds a tenth. */
const typed = '0123'

/** Milliseconds from an event to the frame that first shows another text at the selector, or the element at all. */
async function untilShown(page: Page, event: 'keydown' | 'click', selector: string, act: () => Promise<void>) {
  await page.evaluate(
    ([name, where]) => {
      const textNow = () => document.querySelector(where)?.textContent ?? null
      const before = textNow()
      const shown = new Promise<number>(resolve => {
        const begin = () => {
          const start = performance.now()
          const look = () => {
            if (textNow() === before) return requestAnimationFrame(look)
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - start)
            return port2.postMessage(null)
          }
          requestAnimationFrame(look)
        }
        window.addEventListener(name, begin, { capture: true, once: true })
      })
      Object.assign(window, { shown })
    },
    [event, selector] as const,
  )
  await act()
  return page.evaluate(() => Reflect.get(window, 'shown') as Promise<number>)
}

/** Keystrokes in a filter, forth and back. `status`: where the number of matches stands. */
async function filtered(page: Page, field: Locator, status: string): Promise<WindowFigures['settings']> {
  const times: number[] = []
  await field.fill('key')
  for (let round = 0; round < 6; round++) {
    for (const key of [...typed, ...[...typed].map(() => 'Backspace')]) {
      const time = await untilShown(page, 'keydown', status, () => page.keyboard.press(key))
      // The first round warms up.
      if (round > 0) times.push(time)
      await page.waitForTimeout(30)
    }
  }
  return { median: median(times), worst: Math.max(...times) }
}

/** Keystrokes in the filter of the settings. */
export async function settingsFiltered(page: Page, folder: string): Promise<WindowFigures['settings']> {
  await open(page, await writeBytes(join(folder, 'settings'), 'state.tgz', stateOfConf(confOfKeys(settings))))
  await tabOf(page, 'Settings').click()
  await expect(page.getByRole('status').filter({ hasText: '20,000 settings' })).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Filter settings' })
  return filtered(page, field, '[aria-label="Settings"] [role="status"]')
}

/** Keystrokes in the filter of the keys of esx.conf. */
export async function keysFiltered(page: Page, folder: string): Promise<WindowFigures['keys']> {
  await open(page, await writeBytes(join(folder, 'keys'), 'state.tgz', stateOfConf(confOfKeys(keys))))
  await show(page, 'local.tgz!/etc/vmware/esx.conf')
  await page.getByRole('tab', { name: 'Keys' }).click()
  await expect(page.getByRole('status').filter({ hasText: '100,000 lines' })).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Filter keys' })
  return filtered(page, field, '[aria-label="Content"] [role="status"]')
}

/** Median from the click on the tab to the drawn map. */
export async function mapDrawn(page: Page, folder: string): Promise<number> {
  await open(page, await writeBytes(join(folder, 'map'), 'state.tgz', stateOfConf(confOfPortGroups(portGroups))))
  const last = `[aria-label="Network"] [role="button"][aria-label^="Group ${portGroups - 1} "]`
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    times.push(await untilShown(page, 'click', last, () => tabOf(page, 'Network').click()))
    await tabOf(page, 'Content').click()
    await expect(page.locator(last)).toHaveCount(0)
  }
  return median(times.slice(1))
}
