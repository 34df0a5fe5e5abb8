// "What changed between these two backups?": another one is chosen, settings are told by path, a text side by side, and noise is hidden.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { makeChange } from '../../electron/engine/guides/guided-change'
import { expect, test } from '../host'
import { writeBackup } from '../backups'
import { run } from '../palette'
import { chooseFile, download, dropToCompare, open, tabOf } from '../window'

test('8.0: before and after a change of the network, by mouse and by keys', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-8.0')
  const later = await Document.open(bytesOf(backup.bytes), { name: 'later.tgz' })
  await makeChange(later, 'management-network', { address: '192.0.2.99', vlan: '20' }, new Date('2026-03-01T12:00:00Z'))
  later.chmod(await later.resolve('etc/ntp.conf'), 0o600)
  const path = join(folder, 'later.tgz')
  await writeFile(path, toUint8Array(await later.build()))
  await open(page, path)
  await tabOf(page, 'Compare').click()
  await expect(page.getByText('What changed between two backups?')).toBeVisible()
  await chooseFile(page, backup.path, () => run(page, 'File: Compare with…'))
  const list = page.getByRole('tree', { name: 'Differences' })
  await page.getByText(/^What is hidden \(\d+\)$/).press('Enter')
  await expect(page.getByText(/Hidden: differences in time or order alone, and .*random-seed/)).toBeVisible()
  await page.keyboard.press('Enter')
  const detail = page.getByRole('region', { name: 'The difference' })
  await expect(page.getByText(/^\d+ differences$|^\d+ of \d+ differences$/)).toBeVisible()
  await list.getByRole('treeitem', { name: /current-store-1$/ }).click()
  await expect(detail.getByRole('row', { name: /vlan_id 0 20$/ })).toBeVisible()
  await expect(detail.getByRole('columnheader', { name: 'later.tgz (opened)' }).first()).toBeVisible()
  await list.getByRole('treeitem', { name: /etc\/hosts$/ }).click()
  await expect(detail).toContainText('192.0.2.99')
  await list.focus()
  await keyboard.press('Home')
  await keyboard.type('local.tgz.ve!/etc/ntp')
  await expect(list.getByRole('treeitem', { name: /etc\/ntp\.conf$/ })).toHaveAccessibleDescription('mode')
  await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('Mode (1)')
  await expect(list.getByRole('treeitem')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('added')
  await expect(page.getByText('Nothing but noise differs')).toBeVisible()
  await page.getByRole('button', { name: 'End the comparison' }).click()
  await expect(page.getByText('What changed between two backups?')).toBeVisible()
})

test('a second backup is dropped to be compared; card and page say what the host has otherwise', async ({
  page,
  folder,
  browser,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  const later = await Document.open(bytesOf(backup.bytes), { name: 'later.tgz' })
  await makeChange(later, 'management-network', { address: '192.0.2.99', vlan: '20' }, new Date('2026-03-01T12:00:00Z'))
  const path = join(folder, 'later.tgz')
  await writeFile(path, toUint8Array(await later.build()))
  await open(page, path)
  await dropToCompare(page, backup.path)
  const compare = page.getByRole('region', { name: 'Compare' })
  const facts = compare.getByText(/facts? of the host: .*Address/)
  await expect(facts).toBeVisible()
  await facts.focus()
  await page.keyboard.press('Enter')
  await expect(compare.getByRole('row', { name: /192\.0\.2\.99/ }).first()).toBeVisible()

  const saved = async (item: RegExp, name: string) => {
    await compare.getByRole('button', { name: 'Save as…' }).focus()
    await page.keyboard.press('Enter')
    const menu = page.getByRole('menu', { name: 'Save as…' })
    return download(page, join(folder, name), async () => {
      await menu.getByRole('menuitem', { name: item }).press('Enter')
    })
  }
  await saved(/HTML/, 'report.html')
  await saved(/Unified diff/, 'report.diff')
  await saved(/JSON/, 'report.jsonl')
  expect(await readFile(join(folder, 'report.diff'), 'utf8')).toContain('+++ b/local.tgz.ve!/etc/hosts')
  const lines = (await readFile(join(folder, 'report.jsonl'), 'utf8')).trim().split('\n')
  expect(lines.map(line => JSON.parse(line).address)).toContain('local.tgz.ve!/etc/hosts')

  // The page opens by itself, asks nobody for anything, and has its tables.
  const offline = await browser.newContext({ offline: true })
  const reader = await offline.newPage()
  const asked: string[] = []
  reader.on('request', request => asked.push(request.url()))
  reader.on('console', message => asked.push(message.text()))
  await reader.goto(pathToFileURL(join(folder, 'report.html')).href)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('What differs between two backups')
  await expect(reader.getByRole('row', { name: /vlan_id 0 20$/ })).toBeVisible()
  expect(asked).toEqual([pathToFileURL(join(folder, 'report.html')).href])
  // On paper it has the same.
  await reader.emulateMedia({ media: 'print' })
  await expect(reader.getByRole('row', { name: /vlan_id 0 20$/ })).toBeVisible()
  expect((await reader.pdf()).subarray(0, 5).toString()).toBe('%PDF-')
  await reader.emulateMedia({ media: 'screen' })
  const { violations } = await new AxeBuilder({ page: reader }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await offline.close()
})

test('both networks are one map: what differs is marked by sign and word, told below, and stands in a table', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  const later = await Document.open(bytesOf(backup.bytes), { name: 'later.tgz' })
  await makeChange(later, 'management-network', { address: '192.0.2.99', vlan: '20' }, new Date('2026-03-01T12:00:00Z'))
  const path = join(folder, 'later.tgz')
  await writeFile(path, toUint8Array(await later.build()))
  await open(page, path)
  await dropToCompare(page, backup.path)
  const compare = page.getByRole('region', { name: 'Compare' })
  await compare.getByRole('button', { name: 'Network (2)' }).focus()
  await page.keyboard.press('Enter')
  const both = compare.getByRole('region', { name: 'Both networks' })
  const group = both.getByRole('button', {
    name: /^Management Network \(port group, VLAN 20\); differs; VLAN none → 20$/,
  })
  await expect(group).toContainText('≠')
  const port = both.getByRole('button', { name: /^vmk0 .*; differs; IPv4 address 192\.0\.2\.12 .* → 192\.0\.2\.99/ })
  await port.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(group).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(both.getByRole('row', { name: 'VLAN none 20' })).toBeVisible()
  await both.getByRole('button', { name: 'Table', exact: true }).press('Enter')
  const table = both.getByRole('table', { name: 'What differs in the network' })
  await expect(
    table.getByRole('row', { name: /^Management Network, port group on vSwitch0 Changed VLAN none 20$/ }),
  ).toBeVisible()
  await compare.getByRole('button', { name: 'Files and settings' }).press('Enter')
  await expect(compare.getByRole('tree', { name: 'Differences' })).toBeVisible()
})

test('a certificate that was replaced is told by what it says', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  const later = await Document.open(bytesOf(backup.bytes), { name: 'later.tgz' })
  await makeChange(
    later,
    'certificate',
    { certificate: 'self-signed', names: 'esx77.lab.example', days: '730' },
    new Date('2026-03-01T12:00:00Z'),
  )
  const path = join(folder, 'later.tgz')
  await writeFile(path, toUint8Array(await later.build()))
  await open(page, path)
  await dropToCompare(page, backup.path)
  await page
    .getByRole('tree', { name: 'Differences' })
    .getByRole('treeitem', { name: /rui\.crt$/ })
    .click()
  const detail = page.getByRole('region', { name: 'The difference' })
  await expect(detail).toContainText('One certificate differs.')
  await expect(detail.getByRole('row', { name: /^Alternative names .*esx77\.lab\.example/ })).toBeVisible()
  await expect(detail.getByRole('row', { name: /^Valid to / })).toBeVisible()
  await expect(detail).not.toContainText('BEGIN CERTIFICATE')
})

test('several backups are told step by step, by drop and by the dialog, each step with its comparison', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  const written = async (name: string, answers: Record<string, string>, day: string) => {
    const document = await Document.open(bytesOf(backup.bytes), { name })
    await makeChange(document, 'management-network', answers, new Date(day))
    const path = join(folder, name)
    await writeFile(path, toUint8Array(await document.build()))
    return path
  }
  const tuesday = await written('tuesday.tgz', { vlan: '20' }, '2026-03-03T12:00:00Z')
  const thursday = await written('thursday.tgz', { address: '192.0.2.99', vlan: '20' }, '2026-03-05T12:00:00Z')
  await open(page, thursday)
  await dropToCompare(page, backup.path, tuesday)
  const log = page.getByRole('region', { name: 'What changed when' })
  const steps = log.getByRole('list', { name: 'What changed when' }).locator('> li')
  await expect(steps).toHaveCount(2)
  await expect(log.getByText('2 steps, in the order in which the backups were saved.')).toBeVisible()
  const step = log.getByRole('listitem', { name: 'From tuesday.tgz to thursday.tgz (opened)' })
  const last = step.getByRole('button', { name: 'Compare these two' })
  await expect(last).toHaveAccessibleDescription(/^thursday\.tgz \(opened\)/)
  await last.focus()
  await page.keyboard.press('Enter')
  const compare = page.getByRole('region', { name: 'Compare' })
  await expect(
    compare.getByRole('tree', { name: 'Differences' }).getByRole('treeitem', { name: /etc\/hosts$/ }),
  ).toBeVisible()
  await compare.getByRole('button', { name: 'Back to the steps' }).press('Enter')
  await expect(steps).toHaveCount(2)
  await chooseFile(page, [tuesday, backup.path], () => log.getByRole('button', { name: 'Another…' }).click())
  await expect(steps).toHaveCount(2)
  await log.getByRole('button', { name: 'End the comparison' }).click()
  await expect(page.getByText('What changed between two backups?')).toBeVisible()
})
