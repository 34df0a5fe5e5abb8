// A lost root password, from the palette to the saved file: on a sealed 7.0 U2 and on 6.7 from etc/shadow, on 8.0 from ConfigStore.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { findEntry } from '../../electron/engine/esx/find-entry'
import { SHADOW_PATH } from '../../electron/engine/esx/paths'
import { sha512Crypt } from '../../electron/engine/esx/sha512-crypt'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import { open, saveCopy, statusBar } from '../window'

/** The hash of root as the saved file has it, and what differs from the opened one. */
async function rootHash(path: string): Promise<string> {
  const document = await Document.open(bytesOf(await readFile(path)), { name: 'state.tgz' })
  await document.openChain()
  const stored = (await settingsOf(document)).at('esx/authentication/user_accounts/root#password_hash')?.value
  if (typeof stored === 'string') return stored
  const shadow = findEntry(document, SHADOW_PATH)
  const text = shadow ? Buffer.from(toUint8Array(document.content(shadow))).toString('utf8') : ''
  return /^root:([^:]*):/m.exec(text)?.[1] ?? ''
}

for (const shape of ['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const) {
  test(`${shape}: by keys alone, and only the account is changed`, async ({ page, folder }) => {
    const { keyboard } = page
    const backup = await writeBackup(folder, shape)
    await open(page, backup.path)
    await run(page, 'Edit: Change a password…')
    const dialog = page.getByRole('dialog', { name: 'Change a password' })
    await expect(dialog.getByRole('combobox', { name: 'Account' })).toHaveValue('root')
    await expect(dialog.getByRole('textbox', { name: 'New password' })).toBeFocused()
    await keyboard.type('abc')
    await expect(dialog.getByRole('status')).toContainText('at least 7 characters')
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
    await keyboard.press('Control+a')
    await keyboard.type('three Words of 2026')
    await keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(statusBar(page)).toContainText('1 change,')
    const saved = join(folder, 'saved.tgz')
    await saveCopy(page, saved)
    const hash = await rootHash(saved)
    expect(hash).toBe(sha512Crypt('three Words of 2026', hash.split('$')[2] ?? ''))
    await keyboard.press('Control+z')
    await expect(statusBar(page)).toContainText('No changes')
  })
}
