// Bad input: each shows an error card that names code, layer, path and offset, keeps what can still be read within reach, and
// leaves a window that opens the next file.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makeBackup } from '../../testing/fixtures/backups'
import { isLocked } from '../../shared/model/locked'
import { type DamageName, type Damaged, damages } from '../../testing/fixtures/damage'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { drop, editor, fact, open, row, show, tabOf, tool, tree } from '../window'

/** What a person finds readable in spite of the damage: an address and words of its text; null: nothing at all. */
const stillThere: Readonly<Record<DamageName, { readonly address: string; readonly words: string } | null>> = {
  'truncated-gzip': { address: 'encryption.info', words: 'mode' },
  'wrong-crc': { address: 'local.tgz.ve!/etc/hosts', words: 'localhost' },
  'wrong-isize': { address: 'local.tgz.ve!/etc/hosts', words: 'localhost' },
  'inner-wrong-crc': { address: 'local.tgz.ve!/etc/hosts', words: 'localhost' },
  'wrong-tar-checksum': { address: 'local.tgz.ve!/etc/hosts', words: 'localhost' },
  'size-beyond-archive': { address: 'local.tgz.ve!/etc/hosts', words: 'localhost' },
  'wrong-tag': { address: 'encryption.info', words: 'mode' },
  'wrong-key-hash': { address: 'encryption.info', words: 'mode' },
  'wrong-key-id': { address: 'encryption.info', words: 'mode' },
  'info-without-key': { address: 'encryption.info', words: 'mode' },
  'missing-info': { address: '', words: '' },
  'empty-file': null,
  'text-file': null,
}

/** Damages that leave the inner layer closed, and what its row then says. */
const closed: Partial<Record<DamageName, RegExp>> = {
  'wrong-tag': /This layer is damaged/,
  'wrong-key-hash': /Encrypted, and not readable here/,
  'wrong-key-id': /Encrypted, and not readable here/,
  'info-without-key': /Encrypted, and not readable here/,
  'missing-info': /Encrypted, and not readable here/,
}

async function damage(name: DamageName): Promise<Damaged> {
  return damages[name](await makeBackup('esxi-7.0.2'))
}

for (const name of Object.keys(damages) as DamageName[]) {
  test(`${name}: a card says what is wrong and where, and what can be read is there`, async ({ page, folder }) => {
    const damaged = await damage(name)
    const readable = stillThere[name]
    await drop(page, await writeBytes(folder, damaged.name, damaged.bytes))

    const opens = isLocked(damaged) ? 'Sealed, and no key here opens it' : 'Damaged, but partly readable'
    const title = readable === null ? 'state.tgz was not opened' : opens
    await expectCard(page.getByRole('alert', { name: title }), damaged)
    if (readable === null) await expect(tree(page)).toHaveCount(0)
    else await expectReadable(page, damaged, readable)
    if (isLocked(damaged)) {
      await expect(page.getByRole('banner')).toContainText('sealed, no key opens it')
      await page.getByRole('alert').getByRole('button', { name: 'Open with a key…' }).click()
      await expect(page.getByRole('dialog', { name: 'Open local.tgz.ve with a key' })).toBeVisible()
      await page.keyboard.press('Escape')
    }

    // So little of it is there that nobody knows whether there was a host in it, and how it was sealed.
    if (name === 'truncated-gzip') {
      await tabOf(page, 'Host').click()
      for (const place of [page.getByRole('banner'), page.getByRole('region', { name: 'Host' })])
        await expect(place).toContainText('Damaged: what it holds cannot be told')
      await expect(page.getByText('not encrypted')).toHaveCount(0)
    }

    const sound = await writeBackup(folder, 'esxi-6.7')
    await open(page, sound.path)
    await expect(page.getByRole('region', { name: 'Host' })).toContainText(sound.host.uuid)
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
}

test('a dropped folder is refused by a card that names it', async ({ page, folder }) => {
  const dropped = join(folder, 'bank5')
  await mkdir(dropped)
  await drop(page, dropped)
  const card = page.getByRole('alert', { name: 'bank5 was not opened' })
  await expect(card).toContainText('IS_DIRECTORY')
  await expect(card).toContainText(
    'bank5 is a folder, and a browser does not hand folders to a page. Drop the state.tgz inside it',
  )
})

test('two files dropped at once are refused with a word', async ({ page, folder }) => {
  const first = await writeBackup(folder, 'esxi-6.7')
  const second = await writeBackup(folder, 'esxi-7.0.2')
  await drop(page, first.path, second.path)
  await expect(page.getByText('2 files were dropped. Drop one backup at a time.').last()).toBeVisible()
  await expect(tree(page)).toHaveCount(0)
})

test('a refused file leaves the open document where it is', async ({ page, folder }) => {
  const sound = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, sound.path)
  const text = await damage('text-file')
  await drop(page, await writeBytes(folder, 'state.tgz', text.bytes))
  const dialog = page.getByRole('dialog', { name: 'state.tgz was not opened' })
  await expectCard(dialog.getByRole('alert'), text)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await show(page, 'local.tgz.ve!/etc/hosts')
  await expect(editor(page)).toContainText('localhost')
})

test('no restore bundle is made of a state that a host could not read either', async ({ page, folder }) => {
  const damaged = await damage('wrong-tag')
  await open(page, await writeBytes(folder, 'state.tgz', damaged.bytes))
  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(dialog.getByRole('alert')).toContainText('ENVELOPE_TAG')
  await expect(dialog.getByRole('button', { name: 'Build and download' })).toHaveCount(0)
})

async function expectCard(card: Locator, { code, layer, path, offset }: Damaged): Promise<void> {
  await expect(card).toContainText(code)
  await expect(definition(card, 'Layer')).toHaveText(layer)
  if (path !== null) await expect(definition(card, 'Path')).toHaveText(path)
  if (offset !== null) await expect(definition(card, 'Byte offset')).toContainText(offset.toLocaleString('en-US'))
}

const definition = (card: Locator, term: string) =>
  card.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]')

async function expectReadable(
  page: Page,
  damaged: Damaged,
  { address, words }: { readonly address: string; readonly words: string },
): Promise<void> {
  await expect(tree(page)).toBeVisible()
  if (address !== '') {
    await show(page, address)
    // encryption.info holds the key: its text shows with the secret masked.
    await expect(editor(page)).toContainText(words)
  }
  const layer = row(page, damaged.layer === damaged.name ? '' : damaged.layer)
  await expect(layer).toHaveAccessibleDescription(/damaged|not readable here/)
  if (damaged.readable !== null) {
    await layer.click()
    await expect(fact(page, 'Entries')).toHaveText(String(damaged.readable.length))
    const more = damaged.readable.length === 1 ? 'One entry' : `${damaged.readable.length} entries`
    await expect(page.getByRole('region', { name: 'Content' })).toContainText(`${more} before the damage could be read`)
  }
  const says = closed[damaged.case]
  if (says !== undefined) {
    await layer.click()
    await expect(page.getByRole('region', { name: 'Content' })).toContainText(says)
  }
}
