// "Here is what support collected": the copies of a host's state are shown, one is opened; by mouse and by keys, from an archive and from a folder.
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { member } from '../../testing/archives/tar-blocks'
import { makeCollection } from '../../testing/fixtures/collections'
import { writeCollection, writeUnpacked } from '../collections'
import { expect, startHost, test } from '../host'
import { drop, tool, tree } from '../window'

const title = /^Copies of a host’s state in /

test('a vm-support bundle shows its copies; one is opened, and its card says where it is from', async ({
  page,
  folder,
}) => {
  await drop(page, await writeCollection(folder, 'vm-support'))
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog).toContainText('A vm-support bundle:')
  await expect(dialog.getByRole('radio')).toHaveCount(3)
  await expect(dialog.getByRole('radio', { name: /bootbank\/local\.tgz inner archive of a saved state/ })).toBeChecked()
  await dialog.getByText(/etc\/vmware\/esx\.conf$/).click()
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('region', { name: 'Host' })).toBeVisible()
  await expect(page.getByText(/etc\/vmware\/esx\.conf in the vm-support bundle esx-/).first()).toBeVisible()
  await expect(tree(page).getByRole('treeitem', { name: 'loose-files.tar', exact: true })).toBeVisible()
})

test('by keys alone: the second bank of a UAC collection, and Escape leaves the list', async ({ page, folder }) => {
  const path = await writeCollection(folder, 'uac')
  await drop(page, path)
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.getByRole('radio', { name: /^\[root\]\/bootbank\/state\.tgz/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await drop(page, path)
  await expect(dialog.getByRole('radio', { name: /^\[root\]\/bootbank\/state\.tgz/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^\[root\]\/altbootbank\/state\.tgz/ })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(tree(page)).toBeFocused()
  await expect(page.getByText(/altbootbank\/state\.tgz in the UAC collection uac-/).first()).toBeVisible()
  await tool(page, 'Close').click()
})

test('what cannot be opened is listed with the reason, and a bundle that is cut off says so', async ({
  page,
  folder,
}) => {
  const top = 'esx-lost-2024-05-01--12.30-7'
  const tar = Buffer.concat([
    member({ name: `${top}/bootbank/state.tgz`, magic: 'gnu' }),
    member({ name: `${top}/var/log/large`, magic: 'gnu' }, Buffer.alloc(200_000, 'log ')),
  ])
  await writeFile(join(folder, 'cut.tgz'), gzipSync(tar).subarray(0, -30))
  await drop(page, join(folder, 'cut.tgz'))
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.getByRole('radio')).toBeDisabled()
  await expect(dialog).toContainText('It is empty.')
  await expect(dialog.getByRole('region', { name: 'What could not be read' })).toContainText('cut.tgz')
  await expect(dialog.getByRole('button', { name: 'Open' })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
})

test('a folder that the program is started with is looked through', async ({ browser, folder }) => {
  const { members } = await makeCollection('uac')
  const host = await startHost(join(folder, 'host'), { args: [await writeUnpacked(folder, 'uac')] })
  const page = await browser.newPage()
  await page.goto(host.url)
  const dialog = page.getByRole('dialog', { name: 'Copies of a host’s state in unpacked' })
  await expect(dialog).toContainText(`A UAC collection: ${members.length} entries`)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/state\.tgz in the UAC collection unpacked/).first()).toBeVisible()
  await page.close()
  await host.stop()
})
