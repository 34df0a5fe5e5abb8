// What differs between two backups, one respect after the other: each filter leaves what it says, and the difference tells both sides. What means
// nothing is hidden, and listed where it is.
import { AxeBuilder } from '@axe-core/playwright'
import type { NewMember } from '../../electron/engine/codecs/tar-write'
import { esxConf, file, hostFiles, plainState, sealedState, tgz, tpmState } from '../../testing/archives/small-backups'
import { writeBytes } from '../backups'
import { expect, test } from '../host'
import { dropToCompare, open } from '../window'

const files = (...more: readonly NewMember[]) => [...hostFiles, ...more]
const earlier = files(
  file('etc/content', 'old\n'),
  file('etc/mode', 'm\n', { mode: 0o644 }),
  file('etc/owner', 'o\n'),
  file('etc/time', 't\n'),
  file('etc/link', '', { typeflag: '2', linkname: 'here' }),
  file('etc/kind', 'k\n'),
  file('etc/place', 'p\n'),
  file('etc/after', 'a\n'),
  file('etc/old-name', 'the only file with this text\n', { mode: 0o640 }),
  file('etc/gone', 'g\n'),
  file('etc/vmware/.backup.counter', '7\n'),
  file('etc/dhclient-vmk0.leases', 'lease 1\n'),
)
const later = [
  ...hostFiles.map(one =>
    one.name === 'etc/random-seed' ? file('etc/random-seed', Buffer.alloc(512, 7), { mode: 0o1600 }) : one,
  ),
  file('etc/content', 'new\n'),
  file('etc/mode', 'm\n', { mode: 0o1600 }),
  file('etc/owner', 'o\n', { uid: 12, uname: 'ftp' }),
  file('etc/time', 't\n', { mtime: 1_700_000_000 }),
  file('etc/link', '', { typeflag: '2', linkname: 'there' }),
  file('etc/kind', '', { typeflag: '2', linkname: 'content' }),
  file('etc/after', 'a\n'),
  file('etc/place', 'p\n'),
  file('etc/new-name', 'the only file with this text\n', { mode: 0o640 }),
  file('etc/come', 'c\n'),
  file('etc/vmware/.backup.counter', '8\n'),
  file('etc/dhclient-vmk0.leases', 'lease 2\n'),
]

test('each filter leaves what it says, and the difference has both sides; what is hidden is listed', async ({
  page,
  folder,
}) => {
  await open(page, await writeBytes(folder, 'later.tgz', plainState(later)))
  await dropToCompare(page, await writeBytes(folder, 'earlier.tgz', plainState(earlier)))
  const compare = page.getByRole('region', { name: 'Compare' })
  const list = compare.getByRole('tree', { name: 'Differences' })
  const show = compare.getByRole('combobox', { name: 'Show', exact: true })
  const detail = compare.getByRole('region', { name: 'The difference' })
  const rows = list.getByRole('treeitem')
  const only = async (option: string, name: string, ...told: readonly string[]) => {
    await show.selectOption(option)
    await expect(rows).toHaveCount(1)
    await expect(rows).toHaveAccessibleName(`local.tgz!/etc/${name}`)
    await list.focus()
    await page.keyboard.press('Enter')
    for (const text of told) await expect(detail).toContainText(text)
  }
  await expect(compare.getByRole('status')).toHaveText('8 of 13 differences')
  await only('Mode (1)', 'mode', '0644', '01600')
  await only('Owner (1)', 'owner', '0:0 root:root', '12:0 ftp:root')
  await only('Type (1)', 'kind', 'file', 'symlink')
  await only('Added (1)', 'come', 'c')
  await only('Removed (1)', 'gone', 'g')
  await only('Moved (1)', 'new-name', 'local.tgz!/etc/old-name')
  await expect(rows).toHaveAccessibleDescription('moved · was local.tgz!/etc/old-name')
  await show.selectOption('Link target (2)')
  await list.getByRole('treeitem', { name: 'local.tgz!/etc/link' }).click()
  await expect(detail).toContainText('here')
  await expect(detail).toContainText('there')
  await only('Content (1)', 'content', 'old', 'new')
  await show.selectOption('All differences (8)')
  await expect(rows).toHaveCount(8)

  // What was hidden comes, and the list of it goes.
  const hidden = compare.getByText('What is hidden (5)')
  await hidden.press('Enter')
  for (const name of ['etc/random-seed', 'etc/vmware/.backup.counter', 'etc/dhclient-*.leases', 'time or order alone'])
    await expect(compare.getByText(/Hidden: /)).toContainText(name)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await compare.getByRole('checkbox', { name: 'Hide noise' }).press('Space')
  await expect(hidden).toHaveCount(0)
  await expect(compare.getByRole('status')).toHaveText('13 differences')
  await only('Time (1)', 'time', '2021-03-02 14:17:07 UTC', '2023-11-14 22:13:20 UTC')
  await only('Place in the archive (1)', 'after', 'Place in the archive', '0 changes')
  await show.selectOption('Content (4)')
  await expect(rows).toHaveCount(4)
})

test('a locked backup: its files are compared as far as they are seen, and nothing is said of its host', async ({
  page,
  folder,
}) => {
  await open(page, await writeBytes(folder, 'state.tgz', plainState([file('etc/vmware/esx.conf', esxConf)])))
  await dropToCompare(page, await writeBytes(folder, 'locked.tgz', tpmState()))
  const compare = page.getByRole('region', { name: 'Compare' })
  await expect(
    compare.getByText(/^The inside of locked\.tgz cannot be opened: its host's card and network/),
  ).toBeVisible()
  await expect(compare.getByRole('button', { name: /^Network/ })).toHaveCount(0)
  await expect(compare.getByText(/facts? of the host/)).toHaveCount(0)
})

test('sealed against plain is compared by content: only the seal differs, and it is told', async ({ page, folder }) => {
  await open(page, await writeBytes(folder, 'plain.tgz', plainState()))
  await dropToCompare(page, await writeBytes(folder, 'sealed.tgz', sealedState()))
  const compare = page.getByRole('region', { name: 'Compare' })
  const list = compare.getByRole('tree', { name: 'Differences' })
  await expect(list.getByRole('treeitem')).toHaveCount(2)
  await list.getByRole('treeitem', { name: 'local.tgz', exact: true }).click()
  const detail = compare.getByRole('region', { name: 'The difference' })
  await expect(detail).toContainText('not sealed')
  await expect(list.getByRole('treeitem', { name: 'encryption.info' })).toHaveAccessibleDescription('removed')
})

test('the same backup twice, packed otherwise, holds the same', async ({ page, folder }) => {
  await open(page, await writeBytes(folder, 'one.tgz', plainState()))
  const dotted = hostFiles.map(one => ({ ...one, name: `./${one.name}` }))
  await dropToCompare(page, await writeBytes(folder, 'two.tgz', tgz([file('local.tgz', tgz(dotted))])))
  await expect(page.getByText('Both hold the same')).toBeVisible()
})
