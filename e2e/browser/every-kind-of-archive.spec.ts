// What an administrator may have besides a sealed state.tgz: each opens as what it is, with a note where one is needed.
import { makeBackup, makeOrdinaryTgz } from '../../testing/fixtures/backups'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { drop, editor, open, row, show, statusBar, tool, tree } from '../window'

test('an ordinary tgz opens with a note, edits and saves, and gets no restore bundle', async ({ page, folder }) => {
  const notes = await makeOrdinaryTgz()
  await open(page, await writeBytes(folder, notes.name, notes.bytes))
  const card = page.getByRole('region', { name: 'Host' })
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Archive without ESXi state')
  await expect(card.getByRole('list', { name: 'Notes' })).toContainText('no saved state of an ESXi host')
  await show(page, 'notes/inventory.csv')
  await expect(editor(page)).toContainText('esx04,7,1')
  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(dialog.getByRole('alert', { name: 'No restore bundle can be built from this file' })).toContainText(
    'NO_STATE',
  )
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
})

test('a TPM-sealed backup opens its outer layer and says why the inner one stays closed', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-8.0-tpm')
  await open(page, backup.path)
  await expect(page.getByRole('list', { name: 'Host' })).toContainText('sealed by TPM')
  const card = page.getByRole('region', { name: 'Host' })
  await expect(card).toContainText('not readable here')
  await expect(card).not.toContainText('not in this backup')
  await expect(row(page, 'local.tgz.ve')).toHaveAccessibleDescription(/encrypted, not readable here/)
  await show(page, 'local.tgz.ve')
  const content = page.getByRole('region', { name: 'Content' })
  await expect(content.getByRole('heading')).toHaveText('Sealed by the TPM of the host')
  await expect(content).toContainText('encryptionRecoveryKey')
  await expect(content).toContainText('SEALED_TPM')
  await show(page, 'encryption.info')
  await expect(editor(page)).toContainText('mode = "TPM"')
  await tool(page, 'Build restore bundle').click()
  await expect(page.getByRole('dialog', { name: 'Build restore bundle' })).toContainText('TPM')
})

for (const [shape, layer] of [
  ['configBundle-6.7', 'state.tgz!/local.tgz'],
  ['configBundle-7.0.2', 'state.tgz!/local.tgz.ve'],
] as const) {
  test(`a ${shape} opens down to its files, with its manifest`, async ({ page, folder }) => {
    const backup = await writeBackup(folder, shape)
    await open(page, backup.path)
    await expect(page).toHaveTitle(`${backup.name} — Bootbank`)
    await expect(page.getByRole('region', { name: 'Host' })).toContainText('Configuration bundle')
    await expect(page.getByRole('list', { name: 'Host' })).toContainText(backup.host.uuid)
    await show(page, 'Manifest.txt')
    await expect(editor(page)).toContainText(`RELEASELEVEL=${backup.host.release}`)
    await show(page, `${layer}!/etc/hosts`)
    await expect(editor(page)).toContainText('localhost')
  })
}

test('a 4.1 backup opens with the keys of dropbear as bytes', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-4.1')
  await open(page, backup.path)
  await expect(page.getByRole('list', { name: 'Host' })).toContainText('ESXi 4.1.0')
  await expect(statusBar(page)).toContainText(`${backup.members.length + 1} entries in 2 layers`)
  await show(page, 'local.tgz!/etc/dropbear/dropbear_rsa_host_key')
  const content = page.getByRole('region', { name: 'Content' })
  await expect(content).toContainText('dropbear host key')
  await expect(content).toContainText('These bytes hold a secret')
  await content.getByRole('button', { name: 'Show the bytes' }).click()
  await expect(content.getByRole('grid', { name: /^Bytes of .*dropbear_rsa_host_key$/ })).toContainText('ssh-rsa')
})

test('an 8.0 backup takes its accounts from ConfigStore and its T flags into the tree', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  const card = page.getByRole('region', { name: 'Host' })
  for (const { name } of backup.host.accounts) await expect(card).toContainText(name)
  await show(page, 'local.tgz.ve!/etc/random-seed')
  await expect(row(page, 'local.tgz.ve!/etc/random-seed')).toHaveAccessibleDescription(/T flag/)
  await show(page, 'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1')
  await expect(page.getByRole('region', { name: 'Content' })).toContainText('5 tables')
})

test('local.tgz alone opens; without its state.tgz there is no bundle, but a copy', async ({ page, folder }) => {
  const { localTgz } = await makeBackup('esxi-6.7')
  await open(page, await writeBytes(folder, 'local.tgz', localTgz))
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('Inner archive (local.tgz) alone')
  await show(page, 'etc/hosts')
  await expect(editor(page)).toContainText('localhost')
  await tool(page, 'Build restore bundle').click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Save a copy of the changed file instead')
})

test('secrets are hidden until asked for', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await show(page, 'local.tgz!/etc/shadow')
  await expect(editor(page)).toContainText('root:••••••••')
  await expect(editor(page)).not.toContainText('$6$')
  await page.getByRole('button', { name: 'Show secrets' }).click()
  await expect(editor(page)).toContainText('$6$')
  await page.getByRole('button', { name: 'Hide secrets' }).click()
  await expect(editor(page)).not.toContainText('$6$')
})

test('a second backup takes the place of the first', async ({ page, folder }) => {
  const first = await writeBackup(folder, 'esxi-7.0.2')
  const second = await writeBackup(folder, 'configBundle-6.7')
  await open(page, first.path)
  await drop(page, second.path)
  await expect(page).toHaveTitle(`${second.name} — Bootbank`)
  await expect(tree(page).getByRole('treeitem', { name: 'Manifest.txt' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Host' })).not.toContainText(first.host.uuid)
})
