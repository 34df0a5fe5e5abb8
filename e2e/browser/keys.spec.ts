// A backup whose key the TPM keeps, for who has the key: it opens, is edited, bundled and opened again. And seals, taken off and put on.
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { compareDocuments } from '../../electron/engine/diff/documents'
import { Document } from '../../electron/engine/document/document'
import { readZip } from '../../electron/engine/restore/read-zip'
import { type WrittenBackup, writeBackup, writeBytes } from '../backups'
import { file, info, sealed, tgz } from '../../testing/archives/small-backups'
import { expect, startHost, test } from '../host'
import { run } from '../palette'
import { acceptProof } from '../restore-journey'
import {
  changes,
  chooseFile,
  download,
  drop,
  editor,
  fieldWithFocus,
  open,
  row,
  saveCopy,
  show,
  statusBar,
  tool,
  tree,
} from '../window'

// The page of a host that was killed complains that nobody answers, and the next host has another origin.
const crashing = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
  complaints: async ({}, use) => use([]),
})

const layer = 'local.tgz.ve'
const hosts = `${layer}!/etc/hosts`
const content = (page: Page) => page.getByRole('region', { name: 'Content' })
const keyDialog = (page: Page) => page.getByRole('dialog', { name: `Open ${layer} with a key` })
const hexOf = ({ key }: WrittenBackup) => Buffer.from(key?.key ?? []).toString('hex')

async function openedWithKey(bytes: Uint8Array, { key }: WrittenBackup): Promise<Document> {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz', keys: key ? [key] : [] })
  await document.openChain()
  return document
}

const differences = async (before: Document, after: Document) =>
  (await compareDocuments(before, after)).map(({ address, change, what }) => [address, change, ...what])

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
}

async function typeIntoHosts(page: Page, text: string): Promise<void> {
  await show(page, hosts)
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(text)
  await expect(statusBar(page)).toContainText('1 change, not saved')
}

test('a TPM-sealed backup opens with a key file, is edited, bundled, and opened again with the key typed by keys alone', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0-tpm')
  const keyFile = await writeBytes(folder, 'layer.key', backup.key?.key ?? '')
  await open(page, backup.path)
  await show(page, layer)
  await expect(content(page).getByRole('list', { name: 'What its administrator can do' })).toContainText(
    'esxcli system settings encryption recovery list',
  )
  await content(page).getByRole('button', { name: 'Open with a key…' }).click()
  const dialog = keyDialog(page)
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toBeFocused()
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toHaveAttribute('type', 'password')
  await page.keyboard.type('0'.repeat(64))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The given key does not open local.tgz.ve')
  await expectAccessible(page)
  await chooseFile(page, keyFile, () => dialog.getByRole('button', { name: 'Take it from a file…' }).click())
  await expect(dialog).toHaveCount(0)

  await expect(page.getByRole('list', { name: 'Host' })).toContainText(backup.host.fqdn)
  await expect(statusBar(page)).toContainText('No changes')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await typeIntoHosts(page, '# opened ')
  await tool(page, 'Build restore bundle').click()
  const zip = join(folder, 'bundle.zip')
  await download(page, zip, () => page.getByRole('button', { name: 'Build and download' }).click())
  const files = readZip(bytesOf(await readFile(zip)))
  for (const { name, content: written } of files) {
    const bytes = Buffer.from(toUint8Array(written))
    expect([name, bytes.includes(hexOf(backup))]).toEqual([name, false])
  }
  const state = toUint8Array(files.find(({ name }) => name === 'state.tgz')?.content ?? bytesOf())
  expect(await differences(await openedWithKey(backup.bytes, backup), await openedWithKey(state, backup))).toEqual([
    [hosts, 'changed', 'content'],
  ])

  await acceptProof(page)
  const built = await writeBytes(join(folder, 'built'), 'state.tgz', state)
  await open(page, built)
  await run(page, 'Entry: Open with a key…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type(hexOf(backup))
  await page.keyboard.press('Enter')
  await expect(keyDialog(page)).toHaveCount(0)
  await show(page, hosts)
  await expect(editor(page)).toContainText('# opened')
})

test('the encryption.info of another place opens a layer, and one of another host is refused', async ({
  page,
  folder,
}) => {
  const other = await writeBackup(folder, 'esxi-8.0')
  const foreign = await writeBytes(join(folder, 'other'), 'encryption.info', other.encryptionInfo ?? '')
  const own = await writeBytes(join(folder, 'own'), 'encryption.info', info)
  await open(page, await writeBytes(join(folder, 'alone'), 'state.tgz', tgz([file(layer, sealed())])))
  await show(page, layer)
  await expect(content(page).getByRole('heading')).toHaveText('Encrypted, and not readable here')
  const use = content(page).getByRole('button', { name: 'Use the key of another encryption.info…' })
  await chooseFile(page, foreign, () => use.click())
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('of another host or of another time')
  await expect(row(page, layer)).toHaveAccessibleDescription(/not readable here/)
  await chooseFile(page, own, () => use.click())
  await show(page, hosts)
  await expect(editor(page)).toContainText('localhost')
})

test('a bare local.tgz.ve opens with its key, typed on the card that says why it was not opened', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0-tpm')
  const document = await openedWithKey(backup.bytes, backup)
  const envelope = toUint8Array(document.content(await document.resolve(layer)))
  await drop(page, await writeBytes(folder, layer, envelope))
  const card = page.getByRole('alert', { name: `${layer} was not opened` })
  await expect(card).toContainText('ENVELOPE_NO_KEY')
  await card.getByRole('button', { name: 'Open with a key…' }).click()
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('1'.repeat(64))
  await page.keyboard.press('Enter')
  await expect(keyDialog(page).getByRole('alert')).toContainText('The given key does not open')
  await expectAccessible(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(hexOf(backup))
  await page.keyboard.press('Enter')
  await expect(keyDialog(page)).toHaveCount(0)
  await expect(page).toHaveTitle(`${layer} — Bootbank`)
  await show(page, 'etc/hosts')
  await expect(editor(page)).toContainText('localhost')
})

crashing(
  'changes in a layer that needs a key wait for it after a crash, and are offered again',
  async ({ page, folder }) => {
    const backup = await writeBackup(folder, 'esxi-8.0-tpm')
    const unlock = async () => {
      await run(page, 'Entry: Open with a key…')
      await expect(fieldWithFocus(page)).toBeVisible()
      await page.keyboard.type(hexOf(backup))
      await page.keyboard.press('Enter')
      await expect(keyDialog(page)).toHaveCount(0)
    }
    const first = await startHost(join(folder, 'second'), { args: [backup.path] })
    await page.goto(first.url)
    await expect(tree(page)).toBeFocused()
    await unlock()
    await typeIntoHosts(page, '# kept ')
    const gone = once(first.process, 'exit')
    first.process.kill('SIGKILL')
    await gone

    const second = await startHost(join(folder, 'second'), { args: [backup.path] })
    await page.goto(second.url)
    const offer = page.getByRole('dialog', { name: 'state.tgz has changes that were not saved' })
    await offer.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('lie in a layer that is locked')
    await expect(statusBar(page)).toContainText('No changes')
    await expect(offer).toBeHidden()
    await unlock()
    await offer.getByRole('button', { name: 'Go on' }).click()
    await expect(statusBar(page)).toContainText('1 change, not saved')
    await show(page, hosts)
    await expect(editor(page)).toContainText('# kept')
    await second.stop()
  },
)

test('a seal is taken off and put on again from the palette, with one undo each', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await typeIntoHosts(page, '# kept ')
  await run(page, 'Edit: Unseal local.tgz.ve…')
  const question = page.getByRole('dialog', { name: 'Unseal local.tgz.ve?' })
  await expect(question).toContainText('Unverified')
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Unseal' }).click()
  await expect(statusBar(page)).toContainText('3 changes, not saved')
  await changes(page)
  await expect(page.getByRole('option', { name: /^local\.tgz, renamed from local\.tgz\.ve, unsealed/ })).toHaveCount(1)
  const plain = await saveCopy(page, join(folder, 'plain.tgz'))
  const written = await openedWithKey(plain, backup)
  expect(written.root.entries().map(({ name }) => name)).toEqual(['local.tgz'])
  await page.keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('1 change,')
  await page.keyboard.press('Control+Shift+z')
  await expect(statusBar(page)).toContainText('3 changes')

  await run(page, 'Edit: Seal local.tgz with a new key…')
  await page.getByRole('dialog', { name: 'Seal local.tgz?' }).getByRole('button', { name: 'Seal' }).click()
  await expect(tool(page, 'Undo')).toBeEnabled()
  await expect(page.getByRole('list', { name: 'Host' })).toContainText('encrypted, key in the file')
  const again = await Document.open(bytesOf(await saveCopy(page, join(folder, 'again.tgz'))), { name: 'state.tgz' })
  await again.openChain()
  expect(await differences(written, again)).toContainEqual([expect.stringContaining('local.tgz'), 'changed', 'type'])
  expect((await differences(written, again)).filter(([address]) => address?.includes('etc/hosts'))).toEqual([])
})
