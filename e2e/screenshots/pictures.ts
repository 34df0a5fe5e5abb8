// How the pictures of docs/screenshots are taken: dark and light, in a small window too where that is asked for, and in high contrast.
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { project } from '../places'

export const target = join(project, 'docs/screenshots')
export const wide = { width: 1280, height: 800 }
const small = { width: 900, height: 600 }

/** Takes the pictures of a state that is on the screen. */
export async function picture(
  page: Page,
  name: string,
  { inSmall = false, prepareSmall = async () => {} } = {},
): Promise<void> {
  const take = async (suffix: string) => {
    // The editor colours what it shows when there is nothing else to do.
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve, { timeout: 1000 })))
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await page.mouse.move(0, 0)
      const path = join(target, `${name}-${theme}${suffix}.png`)
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
    }
  }
  await page.setViewportSize(wide)
  await take('')
  if (!inSmall) return
  await page.setViewportSize(small)
  await prepareSmall()
  await take('-small')
}

/** A picture in high contrast. */
export async function contrast(page: Page, name: string): Promise<void> {
  await page.setViewportSize(wide)
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  await page.screenshot({ path: join(target, `${name}-contrast.png`), animations: 'disabled', caret: 'hide' })
  await page.emulateMedia({ contrast: 'no-preference' })
}
