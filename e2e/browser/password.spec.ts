// A lost root password, from the palette to the saved file: on a sealed 7.0 U2 and on 6.7 from etc/shadow, on 8.0 from ConfigStore.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { toUint8Array } from '../../electron/engine/codecs/bytes'
import { findEntry } from '../../electron/engine/esx/find-entry'
import { SHADOW_PATH } from '../../electron/engine/esx/paths'
import { sha512Crypt } from '../../electron/engine/esx/sha512-crypt'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import { writeBackup } from '../backups'
import { exactDifference, openedFile } from '../exact-difference'
import { expect, test } from '../host'
import { run } from '../palette'
import { open, saveCopy, statusBar } from '../window'

/** The hash of root as a file has it. */
async function rootHash(path: string): Promise<string> {
  const stored = (await settingsOf(await openedFile(path))).at('esx/authentication/user_accounts/root#password_hash')
  if (typeof stored?.value === 'string') return stored.value
  return /^root:([^:]*):/m.exec(await shadowOf(path))?.[1] ?? ''
}

/** etc/shadow without the line of root. */
async function otherLines(path: string): Promise<readonly string[]> {
  return (await shadowOf(path)).split('\n').filter(line => !line.startsWith('root:'))
}

async function shadowOf(path: string): Promise<string> {
  const document = await openedFile(path)
  const shadow = findEntry(document, SHADOW_PATH)
  return shadow ? Buffer.from(toUint8Array(document.content(shadow))).toString('utf8') : ''
}

/** What may differ of each release: one file; in it the one account, of which the settings or the lines of etc/shadow tell. */
const wanted = {
  'esxi-6.7': { entries: ['local.tgz!/etc/shadow: content'], settings: {} },
  'esxi-7.0.2': { entries: ['local.tgz.ve!/etc/shadow: content'], settings: {} },
  'esxi-8.0': {
    entries: ['local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content'],
    settings: {
      'esx/authentication/user_accounts/root#password_hash': ['••••••••', '••••••••'],
      'esx/authentication/user_accounts/root#last_password_change': [expect.any(String), expect.any(String)],
    },
  },
} as const

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
    // Hidden, it is asked for twice: Enter leads to the second field, and what differs there is not taken.
    const again = dialog.getByRole('textbox', { name: 'The same again' })
    await keyboard.press('Enter')
    await expect(again).toBeFocused()
    await keyboard.type('three words')
    await expect(dialog.getByRole('alert')).toHaveText('The two are not the same.')
    await keyboard.press('Enter')
    await expect(again).toBeFocused()
    await keyboard.type('three Words of 2026')
    await expect(dialog.getByRole('alert')).toHaveCount(0)
    await keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('root has a new password. Undo takes it back.').first()).toBeVisible()
    await expect(statusBar(page)).toContainText('1 change,')
    const saved = join(folder, 'saved.tgz')
    await saveCopy(page, saved)
    const hash = await rootHash(saved)
    expect(hash).toBe(sha512Crypt('three Words of 2026', hash.split('$')[2] ?? ''))
    expect(await exactDifference(backup.path, saved)).toEqual(wanted[shape])
    expect(await otherLines(saved)).toEqual(await otherLines(backup.path))
    await keyboard.press('Control+z')
    await expect(statusBar(page)).toContainText('No changes')
  })
}
