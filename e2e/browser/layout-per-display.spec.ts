// The panes are remembered for each display: what is set up on the desk is there again when the laptop comes back to it.
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { inspector, open, show, tree } from '../window'

/** Puts the window on a display of that size, as far as a page can tell. */
async function moveTo(page: Page, screenWidth: number, screenHeight: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const metrics = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false, screenWidth, screenHeight }
  await session.send('Emulation.setDeviceMetricsOverride', metrics)
}

const widthOfTree = async (page: Page) => (await tree(page).boundingBox())?.width ?? 0

test('panes come back as they were on each display, and are as they come on a new one', async ({
  page,
  folder,
  host,
}) => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  const reopen = async () => {
    await page.goto(host.origin)
    await open(page, path)
    // Beside the content of an entry there are three panes.
    await show(page, '')
  }
  await moveTo(page, 2560, 1440)
  await reopen()
  const usual = await widthOfTree(page)
  const separator = page.getByRole('separator', { name: 'Width of the side pane' })
  await separator.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => widthOfTree(page)).toBeGreaterThan(usual)
  const onDesk = await widthOfTree(page)

  await moveTo(page, 1440, 900)
  await reopen()
  expect(await widthOfTree(page)).toBeCloseTo(usual, 0)
  await page.getByRole('button', { name: 'Inspector' }).click()
  await expect(inspector(page)).toHaveCount(0)
  await separator.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => widthOfTree(page)).toBeLessThan(usual)
  const onPanel = await widthOfTree(page)

  await moveTo(page, 2560, 1440)
  await reopen()
  await expect(inspector(page)).toBeVisible()
  expect(await widthOfTree(page)).toBeCloseTo(onDesk, 0)

  await moveTo(page, 1440, 900)
  await reopen()
  await expect(inspector(page)).toHaveCount(0)
  expect(await widthOfTree(page)).toBeCloseTo(onPanel, 0)
})
