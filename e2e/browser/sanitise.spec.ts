// "Make a copy that I may send to support": by keys alone; the copy opens, is still sealed, and holds none of the secrets.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { expect, test } from '../host'
import { writeBackup } from '../backups'
import { run } from '../palette'
import { download, open, statusBar } from '../window'

/** Every byte of every layer of a backup, as one text. */
async function everything(bytes: Uint8Array): Promise<string> {
  const document = await Document.open(bytesOf(bytes), { name: 'copy.tgz' })
  expect(await document.openAll()).toEqual([])
  return document
    .layers()
    .flatMap(({ source, content }) => [source, content])
    .map(one => Buffer.from(toUint8Array(one)).toString('latin1'))
    .join('\n')
}

test('7.0.2: a copy without secrets, with other addresses, is made, told and opened', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const shadow = /root:(\$6\$[^:]+):/.exec(await everything(backup.bytes))?.[1] ?? ''
  expect(shadow.length).toBeGreaterThan(80)
  await open(page, backup.path)
  await run(page, 'File: Make a copy without secrets…')
  const dialog = page.getByRole('dialog', { name: 'Make a copy without secrets' })
  await expect(dialog.getByRole('button', { name: 'Make the copy…' })).toBeFocused()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await dialog.getByRole('checkbox', { name: 'IP addresses' }).press('Space')
  const path = join(folder, 'copy.tgz')
  const name = await download(page, path, () => dialog.getByRole('button', { name: 'Make the copy…' }).press('Enter'))
  expect(name).toBe('sanitised-state.tgz')

  const report = page.getByRole('dialog', { name: 'The copy is made' })
  await expect(report).toContainText('none found')
  await expect(report.getByRole('row', { name: /etc\/shadow/ }).first()).toContainText(/\d/)
  await expect(report).not.toContainText(shadow)
  const told = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(told.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await keyboard.press('Enter')
  await expect(report).toHaveCount(0)
  // The opened backup is as it was.
  await expect(statusBar(page)).toContainText('No changes')

  const copy = await everything(await readFile(path))
  expect(copy).not.toContain(shadow)
  expect(copy).toContain('local.tgz.ve')
  await open(page, path)
  await expect(page.getByRole('treeitem', { name: /local\.tgz\.ve/ })).toBeVisible()
})
