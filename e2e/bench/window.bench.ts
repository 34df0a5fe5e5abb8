// Figures of the window in Chromium, for `npm run bench`; reported, never asserted. What is waited for is asserted, so that a
// figure stands for something that happened.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { largeTextName, makeLarge } from '../../testing/fixtures/large'
import { median } from '../../build/bench/run'
import { type WindowFigures, windowFigures } from '../../build/bench/window'
import { writeBackup } from '../backups'
import { expect, startHost, test } from '../host'
import { rowsFolder, writeHuge } from '../huge'
import { project } from '../places'
import { drop, editor, open, show, tool, tree } from '../window'
import { keysFiltered, mapDrawn, settingsFiltered } from './lists'

const KEYS = 60

test.setTimeout(300_000)

test('figures of the window', async ({ page, folder, browser }) => {
  const starting = await started(browser, folder)
  const opening = await opened(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  const scrolling = await scrolled(page, await writeHuge(folder, 100_000))
  const settings = await settingsFiltered(page, folder)
  await closeDocument(page)
  const keys = await keysFiltered(page, folder)
  await closeDocument(page)
  const map = await mapDrawn(page, folder)
  await closeDocument(page)
  // What was typed would be asked about.
  const path = join(folder, 'text.tgz')
  await makeLarge(path, { entries: 10, bytes: 100_000, textBytes: 5_000_000 })
  const typing = await typed(page, path)
  const chromium = browser.version()
  const figures: WindowFigures = { chromium, starting, opening, typing, scrolling, settings, keys, map }
  mkdirSync(dirname(windowFigures), { recursive: true })
  writeFileSync(windowFigures, JSON.stringify(figures))
})

/** Medians over hosts and browser profiles that are new each time, so that nothing is cached. */
async function started(browser: Browser, folder: string): Promise<WindowFigures['starting']> {
  const rounds: { readonly paint: number; readonly welcome: number; readonly scripts: number }[] = []
  for (let round = 0; round < 8; round++) {
    const host = await startHost(join(folder, `start-${round}`))
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('h1') === null) requestAnimationFrame(look)
        // Two frames on, what was found has been painted.
        else requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('welcome')))
      }
      requestAnimationFrame(look)
    })
    await page.goto(host.url)
    await page.waitForFunction(() => performance.getEntriesByName('welcome').length > 0)
    rounds.push(
      await page.evaluate(() => {
        const scripts = performance
          .getEntriesByType('resource')
          .filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith('.js'))
        return {
          paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
          welcome: performance.getEntriesByName('welcome')[0]?.startTime ?? Number.NaN,
          scripts: scripts.reduce((sum, entry) => sum + entry.decodedBodySize, 0),
        }
      }),
    )
    await context.close()
    await host.stop()
  }
  const warm = rounds.slice(1)
  const assets = join(project, 'out/renderer/assets')
  return {
    paint: median(warm.map(one => one.paint)),
    welcome: median(warm.map(one => one.welcome)),
    scripts: median(warm.map(one => one.scripts)),
    all: readdirSync(assets).reduce(
      (sum, name) => sum + (name.endsWith('.js') ? statSync(join(assets, name)).size : 0),
      0,
    ),
  }
}

/** Median from the drop to the frame in which the tree is there, over warm openings. */
async function opened(page: Page, path: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 6; round++) {
    await page.evaluate(() => {
      const painted = new Promise<number>(resolve => {
        const begin = () => {
          const start = performance.now()
          const look = () => {
            const rows = document.querySelectorAll('[role="tree"] [role="treeitem"]').length
            // Two frames on, what was found has been painted.
            if (rows > 1) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
            else requestAnimationFrame(look)
          }
          look()
        }
        window.addEventListener('drop', begin, { capture: true, once: true })
      })
      Object.assign(window, { painted })
    })
    // As a user who has looked at the window for a moment: by then the thread of the next file is there.
    await page.waitForTimeout(2000)
    await drop(page, path)
    times.push(await page.evaluate(() => Reflect.get(window, 'painted') as Promise<number>))
    await expect(tree(page)).toBeVisible()
    await closeDocument(page)
  }
  return median(times.slice(1))
}

async function closeDocument(page: Page): Promise<void> {
  await tool(page, 'Close').click()
  await expect(tree(page)).toBeHidden()
}

/** Turns of the wheel down a folder of many rows; lengths of the frames meanwhile. */
async function scrolled(page: Page, path: string): Promise<WindowFigures['scrolling']> {
  await open(page, path)
  await show(page, rowsFolder)
  await tree(page).hover()
  await page.waitForTimeout(500)
  const frames = page.evaluate(
    () =>
      new Promise<number[]>(resolve => {
        const lengths: number[] = []
        let last = performance.now()
        const end = last + 4000
        const frame = (now: number) => {
          lengths.push(now - last)
          last = now
          if (now < end) requestAnimationFrame(frame)
          else resolve(lengths.slice(1))
        }
        requestAnimationFrame(frame)
      }),
  )
  for (let turn = 0; turn < 120; turn++) {
    await page.mouse.wheel(0, turn % 10 === 0 ? 40_000 : 400)
    await page.waitForTimeout(25)
  }
  const lengths = await frames
  await closeDocument(page)
  return {
    frames: lengths.length,
    over: lengths.filter(length => length > 32).length,
    median: median(lengths),
    worst: Math.max(...lengths),
  }
}

async function typed(page: Page, path: string): Promise<WindowFigures['typing']> {
  await open(page, path)
  await show(page, `local.tgz!/${largeTextName}`)
  await editor(page).click()
  await page.keyboard.type('warm')
  await page.waitForTimeout(1000)
  await page.evaluate(() => {
    const shown: number[] = []
    Object.assign(window, { shown })
    document.addEventListener(
      'keydown',
      () => {
        const start = performance.now()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => shown.push(performance.now() - start)
          port2.postMessage(null)
        })
      },
      true,
    )
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(one => one.name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const idleFrom = await work()
  await page.waitForTimeout(KEYS * 60)
  const idle = (await work()) - idleFrom
  const from = await work()
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press('x')
    await page.waitForTimeout(50)
  }
  const spent = (await work()) - from - idle
  const shown = await page.evaluate(() => Reflect.get(window, 'shown') as number[])
  await expect(editor(page).getByText('x'.repeat(20)).first()).toBeVisible()
  return { work: Math.max(0, spent) / KEYS, median: median(shown), worst: Math.max(...shown) }
}
