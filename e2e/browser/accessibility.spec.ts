// WCAG 2.2 AA by axe, in every state of the window and in every theme, best practices included. Nothing is left out: what axe finds is
// mended in the product.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test as base } from '../host'
import { walkingHost, walks } from '../states'

const test = base.extend({ hostOptions: walkingHost })
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What a theme can change: names, roles and sizes are the same in each, so the other rules are asked once a state. */
const ofColour = ['color-contrast', 'link-in-text-block'] as const
const themes = {
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  light: { colorScheme: 'light', contrast: 'no-preference' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
} as const

/** What axe has against the page as it is: rule, element, how to mend it. */
async function complaintsOf(page: Page, rules: 'all' | 'of colour'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const chosen = rules === 'all' ? axe.withTags(tags) : axe.withRules([...ofColour])
  const { violations, passes } = await chosen.analyze()
  expect(passes.length, 'rules that had something to judge').toBeGreaterThan(rules === 'all' ? 10 : 0)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `${id}: ${target.join(' ')}\n${html}\n${failureSummary}`),
  )
}

for (const [walk, go] of Object.entries(walks)) {
  test(`axe: ${walk}`, async ({ page, folder, host }) => {
    test.setTimeout(120_000)
    await go({ page, folder, host }, async state => {
      for (const [theme, media] of Object.entries(themes)) {
        await page.emulateMedia(media)
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
        // Colours on their way from one theme to the next are neither.
        await page.evaluate(() => {
          for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
        })
        expect.soft(await complaintsOf(page, theme === 'dark' ? 'all' : 'of colour'), `${state}, ${theme}`).toEqual([])
      }
    })
  })
}

test('axe finds what is wrong', async ({ page }) => {
  await page.evaluate(() => {
    const faint = document.createElement('button')
    faint.style.cssText = 'color: var(--border)'
    faint.textContent = 'faint'
    document.querySelector('main')?.append(faint, document.createElement('button'))
  })
  const complaints = await complaintsOf(page, 'all')
  expect(complaints.map(complaint => complaint.split(':')[0])).toEqual(['button-name', 'color-contrast'])
})
