// Which switch carries management, over which uplink, in which VLAN: from either kind of source, by mouse and by keyboard.
import { readFile } from 'node:fs/promises'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { editor, open, tabOf } from '../window'

const answers = {
  'esxi-6.7':
    /^Management is on vmk0 .*port group Management Network, VLAN 10, switch vSwitch0, over vmnic0, with vmnic1/,
  'esxi-7.0.2':
    /^Management is on vmk0 .*port group Management Network, VLAN 10, switch vSwitch0, over vmnic0, with vmnic1/,
  'esxi-8.0':
    /^Management is on vmk0 .*port group Management Network, no VLAN, switch vSwitch0, over vmnic0 and vmnic1/,
} as const

for (const [shape, answer] of Object.entries(answers)) {
  test(`the network of ${shape} says at a glance what carries management`, async ({ page, folder }) => {
    const { path } = await writeBackup(folder, shape as keyof typeof answers)
    await open(page, path)
    await tabOf(page, 'Network').click()
    const network = page.getByRole('region', { name: 'Network' })
    await expect(network.getByText(answer)).toBeVisible()
    await expect(network.getByRole('button', { name: /^vmk0 / })).toBeVisible()
  })
}

test('a path is followed by the pointer and by the keyboard, and leads to its place', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  await open(page, path)
  await tabOf(page, 'Network').click()
  const network = page.getByRole('region', { name: 'Network' })
  await network.getByRole('button', { name: /^vmnic0 / }).hover()
  await expect(network.getByText(/→ vSwitch0 \(standard switch\) → vmnic0$/)).toBeVisible()

  const port = network.getByRole('button', { name: /^vmk0 / })
  await port.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(network.getByRole('button', { name: /^Management Network / })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(network.getByRole('button', { name: /^vSwitch0 / })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(network.getByRole('button', { name: /^vmnic\d / }).and(page.locator(':focus'))).toBeVisible()
  await port.focus()
  await page.keyboard.press('Enter')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(editor(page)).toBeVisible()
  await expect(page.getByText('/net/vmkernelnic/child[0000]').first()).toBeVisible()
})

test('the same is told as a table and as lists, and saved as a picture', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await tabOf(page, 'Network').click()
  const network = page.getByRole('region', { name: 'Network' })
  const [svg] = await Promise.all([
    page.waitForEvent('download'),
    network.getByRole('button', { name: 'Save as SVG' }).click(),
  ])
  expect(svg.suggestedFilename()).toBe('network.svg')
  const text = await readFile(await svg.path(), 'utf8')
  expect(text).toMatch(/^<\?xml .*<svg /s)
  expect(text).toContain('Management Network')
  expect(text, 'a picture that stands alone').not.toMatch(/class=|var\(--|style=/)
  const [png] = await Promise.all([
    page.waitForEvent('download'),
    network.getByRole('button', { name: 'Save as PNG' }).click(),
  ])
  const bytes = await readFile(await png.path())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.readUInt32BE(16), 'twice as wide as on the screen').toBe(2088)

  await network.getByRole('button', { name: 'Table' }).click()
  const row = network.getByRole('row').filter({ hasText: 'vmk0' })
  await expect(row).toContainText('Management Network')
  await expect(row).toContainText('VLAN 10')
  await expect(network.getByRole('row')).toHaveCount(31)
  await network.getByRole('button', { name: 'Tree', exact: true }).click()
  await expect(network.getByRole('list', { name: 'Network' }).getByRole('listitem').first()).toContainText('vSwitch0')
})

test('the map is printed alone', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-8.0')
  await open(page, path)
  await tabOf(page, 'Network').click()
  // The printer's dialog does not come up without a screen: what it would be given is looked at.
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await page.getByRole('button', { name: 'Print' }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.print-only svg')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Network' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.locator('.print-only')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Network' })).toBeVisible()
})

test('a backup without a network says so, and one that is sealed says why', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-8.0-tpm')
  await open(page, path)
  await tabOf(page, 'Network').click()
  await expect(page.getByText('No network in this backup')).toBeVisible()
  await expect(page.getByText(/The network is in the layer that is sealed/)).toBeVisible()
})
