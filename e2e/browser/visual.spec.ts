// Every component in every state, photographed from the gallery in each theme and density and held against e2e/pictures. What may
// differ is the edge of a letter, which another version of Chromium draws otherwise; a colour or a place may not. To take the pictures
// again after an intended change: npx playwright test visual --update-snapshots, then look at each.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { expect, type Page, test as base } from '@playwright/test'
import { buildGallery } from '../../build/gallery/gallery'
import { project } from '../places'

/** No server: the page is answered from the folder. */
const origin = 'http://gallery.invalid'
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
/** Shown alone in the page, with the focus on its first control; and what lies over the page. */
const sections = [
  'buttons',
  'tabs',
  'fields',
  'tree',
  'changes',
  'options',
  'waiting',
  'empty',
  'errors',
  'notices',
  'headers',
  'host',
].concat(['facts', 'plan', 'proof'])
const overlays = ['menu', 'dialog', 'question', 'toasts', 'tooltip']
const themes = ['dark', 'light', 'contrast'] as const
const densities = ['dense', 'comfortable'] as const

const test = base.extend<object, { gallery: string }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
    async ({}, use, { workerIndex }) => {
      const folder = join(project, `out/gallery-${workerIndex}`)
      await buildGallery(folder)
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  page: async ({ page, gallery }, use) => {
    await page.route(`${origin}/**`, async route => {
      const { pathname } = new URL(route.request().url())
      await route.fulfill({
        body: await readFile(join(gallery, pathname)),
        contentType: types[extname(pathname)] ?? 'application/octet-stream',
      })
    })
    await use(page)
  },
})

const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'

test.skip(!existsSync(font), `needs the font DejaVu, with which the pictures were taken, at ${font}`)
test.describe.configure({ mode: 'default' })
test.use({ viewport: { width: 680, height: 420 }, reducedMotion: 'reduce' })

async function look(page: Page, section: string, theme: string, density: string): Promise<void> {
  await page.goto(`${origin}/gallery/index.html?section=${section}&theme=${theme}&density=${density}`)
}

for (const theme of themes) {
  for (const density of densities) {
    test(`the components, ${theme} and ${density}`, async ({ page }) => {
      for (const section of sections) {
        await look(page, section, theme, density)
        const shown = page.locator(`[data-gallery="${section}"]`)
        // A key that comes before there is a control moves the focus nowhere.
        await expect(shown).toBeVisible()
        await page.keyboard.press('Tab')
        await expect.soft(shown).toHaveScreenshot([theme, density, `${section}.png`])
      }
      for (const overlay of overlays) {
        await look(page, overlay, theme, density)
        if (overlay === 'tooltip') {
          await expect(page.getByRole('button')).toBeVisible()
          await page.keyboard.press('Tab')
        }
        await expect.soft(page).toHaveScreenshot([theme, density, `${overlay}.png`])
      }
    })
  }
}

/** Files below a folder that belong to the gallery, by a mark that its frame puts on every section. */
function ofGallery(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    path =>
      path.includes('gallery') ||
      (/\.(js|css|html)$/.test(path) && readFileSync(join(folder, path), 'utf8').includes('gallery-')),
  )
}

test('the program holds nothing of the gallery', async ({ gallery }) => {
  expect(ofGallery(gallery)).not.toEqual([])
  expect(ofGallery(join(project, 'out/renderer'))).toEqual([])
})
