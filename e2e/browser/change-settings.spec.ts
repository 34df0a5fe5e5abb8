// A setting of ConfigStore is given another value in the settings view, and the saved backup holds exactly that. By mouse, and by keys alone.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { card, detail, differences, filter, line, settings } from '../settings'
import { changes, open, saveCopy, statusBar, tabOf, tool } from '../window'

test('the VLAN of the management port group, on a sealed 8.0, with what the schema refuses', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  const vlan = 'port_groups[Management Network].vlan_id'
  await tabOf(page, 'Settings').click()
  await filter(page).fill('vSwitch0 management vlan')
  await line(page, vlan).click()
  await card(page, vlan)
    .getByRole('button', { name: `Edit ${vlan}` })
    .click()
  const field = card(page, vlan).getByRole('textbox', { name: `New value of ${vlan}` })
  await expect(field).toBeFocused()
  await field.fill('twenty')
  await expect(card(page, vlan).getByRole('alert')).toHaveText('This must be a number.')
  await expect(card(page, vlan).getByRole('button', { name: 'Set', exact: true })).toBeDisabled()
  await field.fill('5000')
  await expect(card(page, vlan).getByRole('alert')).toContainText('must be at most 4095, and is 5000.')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await field.fill('20')
  await card(page, vlan).getByRole('button', { name: 'Set', exact: true }).click()
  await expect(statusBar(page)).toContainText('1 change,')
  await expect(card(page, vlan)).toContainText('20')
  const list = await changes(page)
  await list.filter({ hasText: 'current-store-1' }).click()
  const difference = page.getByRole('region', { name: 'Difference' })
  await expect(difference).toContainText('One setting of ConfigStore differs.')
  await expect(
    difference.getByRole('row', {
      name: 'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id 0 20',
    }),
  ).toBeVisible()
  const saved = await saveCopy(page, join(folder, 'changed.tgz'))
  expect(await differences(backup.path, join(folder, 'changed.tgz'))).toEqual([
    ['esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id', 0, 20],
  ])
  expect(saved).toBeTruthy()
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
})

test('by keys alone: a choice, the way out, and back to the default', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await keyboard.press('Control+6')
  await expect(settings(page)).toBeFocused()
  await keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await keyboard.type('allow_igmp')
  await expect(page.getByText(/^1 of [\d,]+ settings$/)).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(settings(page)).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect(detail(page)).toBeFocused()
  const igmp = card(page, 'allow_IGMP_traffic')
  const edit = igmp.getByRole('button', { name: 'Edit allow_IGMP_traffic' })
  for (let presses = 0; presses < 20 && !(await edit.evaluate(one => one === document.activeElement)); presses++)
    await keyboard.press('Tab')
  await keyboard.press('Enter')
  const choice = igmp.getByRole('combobox')
  await expect(choice).toBeFocused()
  await expect(choice).toHaveValue('true')
  await keyboard.press('Escape')
  await expect(edit).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.type('f')
  await expect(choice).toHaveValue('false')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('1 change,')
  await expect(edit).toBeFocused()
  await expect(igmp).toContainText('false')
  const reset = igmp.getByRole('button', { name: 'Reset allow_IGMP_traffic to its default' })
  // The way back appears when the view has read the rows again, a moment after the status bar tells the change.
  await expect(reset).toBeVisible()
  await keyboard.press('Tab')
  await expect(reset).toBeFocused()
  await keyboard.press('Enter')
  await expect(igmp).toContainText('default of the')
  await keyboard.press('Control+z')
  await keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('No changes')
})
