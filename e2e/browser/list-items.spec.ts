// What can be added to a setting of ConfigStore and taken out of it: items of a list by what tells them apart, whole rows, properties
// without a value; and what one property allows of another. By mouse and by keys alone, and the saved file holds exactly that.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { card, detail, differences, filter, line, settings } from '../settings'
import { open, saveCopy, statusBar, tabOf, tool } from '../window'

const items = (page: Page, list: string) => detail(page).getByRole('region', { name: `Items of ${list}` })
const vSwitch = 'esx/network_vss/switches/vSwitch0'

/** Opens the entry of the only setting that the filter leaves. */
async function showEntry(page: Page, words: string, property: string): Promise<void> {
  await tabOf(page, 'Settings').click()
  await filter(page).fill(words)
  await line(page, property).click()
  await expect(detail(page)).toBeVisible()
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate(one => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('a port group is added and another one taken out, with the mouse', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  await showEntry(page, 'vSwitch0 management vlan', 'port_groups[Management Network].vlan_id')
  const list = items(page, 'port_groups')
  // The list is drawn as a whole: with one of its items all are there.
  await expect(list.getByRole('listitem').filter({ hasText: 'Management Network' })).toBeVisible()
  const before = await list.getByRole('listitem').count()
  await list.getByRole('button', { name: 'Add to port_groups' }).click()
  const name = list.getByRole('textbox', { name: 'name' })
  await expect(name).toBeFocused()
  await name.fill('Management Network')
  await expect(list.getByRole('alert')).toHaveText('Management Network is there already.')
  await name.fill('')
  await expect(list.getByRole('alert')).toHaveText('Give its name, which tells it apart from the others.')
  await name.fill('Spare [2] "x"')
  await list.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(list.getByRole('listitem')).toHaveCount(before + 1)
  await expect(list.getByRole('button', { name: 'Add to port_groups' })).toBeFocused()
  await list.getByRole('button', { name: 'Remove Management Network from port_groups' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(before)
  await expect(statusBar(page)).toContainText('1 change,')
  await saveCopy(page, join(folder, 'changed.tgz'))
  const changed = await differences(backup.path, join(folder, 'changed.tgz'))
  const spare = `${vSwitch}#port_groups["Spare [2] \\"x\\""]`
  expect(changed).toContainEqual([`${spare}.name`, undefined, 'Spare [2] "x"'])
  expect(changed).toContainEqual([`${vSwitch}#port_groups[Management Network].name`, 'Management Network', undefined])
  const about = [spare, `${vSwitch}#port_groups[Management Network]`]
  expect(changed.filter(([path]) => !about.some(one => path.startsWith(one)))).toEqual([])
  await tool(page, 'Undo').click()
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
  await expect(list.getByRole('listitem').filter({ hasText: 'Management Network' })).toBeVisible()
})

test('by keys alone: an item is added, given a value it had not, and removed', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await keyboard.press('Control+6')
  await expect(settings(page)).toBeFocused()
  await keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await keyboard.type('vSwitch0 management vlan')
  await expect(page.getByText(/^1 of [\d,]+ settings$/)).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(settings(page)).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect(detail(page)).toBeFocused()
  const list = items(page, 'port_groups')
  const add = list.getByRole('button', { name: 'Add to port_groups' })
  await tabTo(page, add)
  await keyboard.press('Enter')
  await expect(list.getByRole('textbox', { name: 'name' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(add).toBeFocused()
  await keyboard.press('Enter')
  await expect(list.getByRole('textbox', { name: 'name' })).toBeFocused()
  await keyboard.type('Spare')
  await keyboard.press('Enter')
  await expect(list.getByRole('listitem').filter({ hasText: 'Spare' })).toBeVisible()
  await expect(add).toBeFocused()
  const unset = detail(page).getByRole('region', { name: 'Known to the schema and not set' })
  const choice = unset.getByRole('combobox', { name: 'Known to the schema and not set' })
  await tabTo(page, choice)
  const options = await choice.locator('option').allTextContents()
  const wanted = options.find(option => option !== '' && option === 'bridge.beacon_interval') ?? options[0] ?? ''
  await choice.selectOption(wanted)
  await keyboard.press('Tab')
  await expect(unset.getByRole('button', { name: 'Give it a value' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(unset.getByRole('textbox', { name: `New value of ${wanted}` })).toBeFocused()
  await keyboard.press('Control+a')
  await keyboard.type('3')
  await keyboard.press('Enter')
  await expect(card(page, wanted)).toBeVisible()
  await expect(card(page, wanted).getByRole('button', { name: `Edit ${wanted}` })).toBeFocused()
  await detail(page).focus()
  await tabTo(page, list.getByRole('button', { name: 'Remove Spare from port_groups' }))
  await keyboard.press('Enter')
  await expect(list.getByRole('listitem').filter({ hasText: 'Spare' })).toHaveCount(0)
  await saveCopy(page, join(folder, 'changed.tgz'))
  expect(await differences(backup.path, join(folder, 'changed.tgz'))).toEqual([[`${vSwitch}#${wanted}`, undefined, 3]])
})

test('what depends on another property is refused while that stands otherwise, and offered once it may be', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await showEntry(page, 'vmknics/vmk0 port_connection_type', 'port_connection_type')
  const type = card(page, 'port_connection_type')
  await type.getByRole('button', { name: 'Edit port_connection_type' }).click()
  await type.getByRole('combobox').selectOption('VDS')
  await expect(type.getByRole('alert')).toContainText('may be set only while port_connection_type is VSS_PORT_GROUP')
  await type.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(type.getByRole('alert')).toContainText('may be set only while port_connection_type is VSS_PORT_GROUP')
  await expect(statusBar(page)).toContainText('No changes')
  const choice = detail(page).getByRole('combobox', { name: 'Known to the schema and not set' })
  await detail(page).getByRole('button', { name: 'Add another row' }).click()
  await expect(detail(page).getByRole('form').getByRole('textbox', { name: 'device' })).toBeFocused()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await page.keyboard.press('Escape')
  await expect(detail(page).getByRole('button', { name: 'Add another row' })).toBeFocused()
  expect((await choice.locator('option').allTextContents()).filter(option => option.startsWith('vds'))).toEqual([])
  await type.getByRole('button', { name: 'Cancel' }).click()
  await card(page, 'port_group').getByRole('button', { name: 'Reset port_group to its default' }).click()
  await expect(card(page, 'port_group')).toHaveCount(0)
  await expect(choice.locator('option', { hasText: /^port_group$/ })).toHaveCount(1)
  await type.getByRole('button', { name: 'Edit port_connection_type' }).click()
  await type.getByRole('combobox').selectOption('VDS')
  await type.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(type).toContainText('VDS')
  await expect(choice.locator('option', { hasText: /^port_group$/ })).toHaveCount(0)
  await tool(page, 'Undo').click()
  await expect(type).toContainText('VSS_PORT_GROUP')
  await tool(page, 'Undo').click()
  await expect(card(page, 'port_group')).toBeVisible()
  await expect(statusBar(page)).toContainText('No changes')
})
