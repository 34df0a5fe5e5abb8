// 200 % zoom (a window of 1280 × 800 then has 640 × 400 CSS pixels) and the smallest window: in every state nothing is cut off without
// a way to it, the page does not scroll sideways, and what is pressed is 24 × 24 pixels or has that room (WCAG 2.2, 1.4.4 and 2.5.8).
import type { Page } from '@playwright/test'
import { expect, test as base } from '../host'
import { walkingHost, walks } from '../states'

const test = base.extend({ hostOptions: walkingHost })

/** What cannot be reached, read or hit in the page as it is. */
function shortcomings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const name = (element: Element) => {
      const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''
      return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${label}”`
    }
    const say = (what: string, element: Element) => found.push(`${what}: ${name(element)}`)

    const { scrollWidth, scrollHeight } = document.documentElement
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth - innerWidth} px too wide`)
    if (scrollHeight > innerHeight) found.push(`the page is ${scrollHeight - innerHeight} px too high`)

    const modal = document.querySelector('dialog[open]')
    const reachable = (element: Element) => modal === null || modal.contains(element)
    const drawn = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.visually-hidden, [aria-hidden="true"]') === null
    const ancestors = (element: Element): Element[] =>
      element.parentElement === null ? [] : [element.parentElement, ...ancestors(element.parentElement)]

    const pressed =
      'button, a[href], input, select, textarea, summary, [role="tab"], [role="treeitem"], [role="option"]'
    const targets = [...document.querySelectorAll(pressed)].filter(element => reachable(element) && drawn(element))

    // Reached by scrolling, and by nothing that only a program can scroll.
    for (const element of targets) {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const box = element.getBoundingClientRect()
      let seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      for (const ancestor of ancestors(element)) {
        const { overflowX, overflowY } = getComputedStyle(ancestor)
        const clip = ancestor.getBoundingClientRect()
        if (overflowX === 'visible' && overflowY === 'visible') continue
        if (/hidden|clip/.test(overflowX) && ancestor.scrollLeft > 0) say('only a program can scroll to', element)
        if (/hidden|clip/.test(overflowY) && ancestor.scrollTop > 0) say('only a program can scroll to', element)
        seen = {
          left: Math.max(seen.left, clip.left),
          top: Math.max(seen.top, clip.top),
          right: Math.min(seen.right, clip.right),
          bottom: Math.min(seen.bottom, clip.bottom),
        }
      }
      const wide = Math.min(box.right, seen.right) - Math.max(box.left, seen.left)
      const high = Math.min(box.bottom, seen.bottom) - Math.max(box.top, seen.top)
      const enough = (shown: number, whole: number, room: number) => shown >= Math.min(whole, room) - 1
      if (!enough(wide, box.width, seen.right - seen.left) || !enough(high, box.height, seen.bottom - seen.top))
        say(`only ${Math.round(wide)} × ${Math.round(high)} of it shows`, element)
    }

    // Text that does not fit ends in an ellipsis and is told in full by a tooltip; else it scrolls.
    for (const element of document.querySelectorAll('body *')) {
      const { overflowX, textOverflow } = getComputedStyle(element)
      if (!/hidden|clip/.test(overflowX) || element.scrollWidth <= element.clientWidth + 1 || !drawn(element)) continue
      if (!element.textContent?.trim()) continue
      if (textOverflow !== 'ellipsis') say(`${element.scrollWidth - element.clientWidth} px are cut off`, element)
      else if (element.closest('[title], [data-tip]') === null) say('shortened without a tooltip', element)
    }

    // 24 × 24, or a circle of 24 around its middle that touches no other target (2.5.8). A box is as large as its label.
    const sizes = targets.map(element => {
      const box = (element.closest('label') ?? element).getBoundingClientRect()
      return { element, box, small: box.width < 23.5 || box.height < 23.5 }
    })
    for (const { element, box, small } of sizes) {
      if (!small) continue
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      for (const other of sizes) {
        if (other.element === element || other.element.contains(element)) continue
        const aside = Math.max(other.box.left - x, x - other.box.right, 0)
        const away = Math.max(other.box.top - y, y - other.box.bottom, 0)
        if (Math.hypot(aside, away) < 12)
          say(`${Math.round(box.width)} × ${Math.round(box.height)} beside ${name(other.element)}`, element)
      }
    }
    return [...new Set(found)]
  })
}

const rooms = [
  { title: '200 % zoom', viewport: { width: 640, height: 400 }, density: 'dense' },
  { title: '200 % zoom, comfortable', viewport: { width: 640, height: 400 }, density: 'comfortable' },
  { title: '900 × 600', viewport: { width: 900, height: 600 }, density: 'dense' },
] as const

for (const { title, viewport, density } of rooms) {
  test.describe(title, () => {
    test.use({ viewport })
    for (const [walk, go] of Object.entries(walks)) {
      test(walk, async ({ page, folder, host }) => {
        await page.evaluate(stored => localStorage.setItem('bootbank.layout', stored), JSON.stringify({ density }))
        await page.reload()
        await expect(page.locator('html')).toHaveAttribute('data-density', density)
        await go({ page, folder, host }, async state => {
          expect.soft(await shortcomings(page), state).toEqual([])
        })
      })
    }
  })
}

test('what cannot be reached, read or hit is found', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await page.evaluate(() => {
    const add = (tag: string, text: string, style: string, parent: Element | null = document.querySelector('main')) => {
      const element = document.createElement(tag)
      element.textContent = text
      element.style.cssText = style
      parent?.append(element)
      return element
    }
    const hidden = 'overflow: hidden; width: 50px; height: 30px; white-space: nowrap;'
    add('button', 'far', 'margin-left: 60px', add('div', '', hidden))
    add('p', 'a line that is cut off', hidden)
    add('p', 'a line that is shortened', `${hidden} text-overflow: ellipsis`)
    const row = add('div', '', 'display: flex')
    add('button', 'a', 'width: 10px; height: 10px; padding: 0', row)
    add('button', 'b', 'width: 10px; height: 30px; padding: 0', row)
  })
  const found = (await shortcomings(page)).join('\n')
  expect(found).toContain('only a program can scroll to: button “far”')
  expect(found).toContain('are cut off: p “a line that is cut off”')
  expect(found).toContain('shortened without a tooltip: p “a line that is shortened”')
  expect(found).toContain('10 × 10 beside button “b”: button “a”')
})
