// The main job, from the drop to the proof: open a backup, edit its esx.conf, look at the difference, build the restore bundle, open
// what it holds. What the bundle holds is judged from outside: by unzip, sha256sum, GNU tar, node:crypto and the command line.
// Contents are compared by hash and texts are only looked for, so that nothing of a genuine host gets into a log.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Unpacked, unpackState } from '../testing/archives/outside-tools'
import { commandLine } from './places'
import { changes, changeValue, download, editor, open, row, show, statusBar, tool } from './window'

export interface JourneyBackup {
  readonly path: string
  /** Address of the layer that holds the etc tree. */
  readonly layer: 'local.tgz' | 'local.tgz.ve'
}

const confName = 'etc/vmware/esx.conf'
const confAt = (layer: JourneyBackup['layer']) => `${layer}!/${confName}`
/** The journey types this after the value of this key, and adds this line at the end. */
export const editedKey = '/adv/Misc/HostName'
export const typed = '-restored'
export const addedLine = '/adv/Misc/BootbankJourney = "here"'

/** The whole journey with the mouse, as a person takes it. */
export async function restoreJourney(page: Page, folder: string, { path, layer }: JourneyBackup): Promise<void> {
  await open(page, path)
  await editAndCompare(page, layer)

  await tool(page, 'Build restore bundle').click()
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(plan.getByRole('listitem').filter({ hasText: confAt(layer) })).toContainText('content changed')
  const zip = join(folder, 'bundle.zip')
  const name = await download(page, zip, () => plan.getByRole('button', { name: 'Build and download' }).click())
  expect(name).toMatch(/^bootbank-[\w-]+\.zip$/)
  await acceptProof(page)

  const produced = await proveZip(zip, folder, path, layer)
  await open(page, produced)
  await expect(statusBar(page)).toContainText('No changes')
  await show(page, confAt(layer))
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await expect(editor(page).getByText(addedLine)).toBeVisible()
}

/** From the opened backup to the difference on the screen. */
export async function editAndCompare(page: Page, layer: JourneyBackup['layer']): Promise<void> {
  const conf = confAt(layer)
  await expect(page).toHaveTitle('state.tgz — Bootbank')
  await show(page, conf)
  await expect(row(page, conf)).toHaveAccessibleDescription(/^file, /)
  await editor(page).click()
  await changeValue(page, editedKey, typed)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(`${addedLine}\n`)

  await expect(page).toHaveTitle('● state.tgz — Bootbank')
  await expect(row(page, conf)).toHaveAccessibleDescription(/changed$/)
  await expect(row(page, layer)).toHaveAccessibleDescription(/changes inside$/)
  await expect(statusBar(page)).toContainText('1 change, not saved')

  const list = await changes(page)
  await expect(list).toHaveCount(1)
  await expect(list).toHaveAccessibleName(new RegExp(`^esx\\.conf, content changed, ${layer}`))
  const difference = page.getByRole('region', { name: 'Difference' })
  await expect(difference).toContainText('2 changes')
  const now = difference.getByRole('textbox', { name: `${conf} now` })
  const before = difference.getByRole('textbox', { name: `${conf} in the opened file` })
  await expect(now.getByText(`${typed}"`)).toBeVisible()
  await expect(before.getByText(`${typed}"`)).toHaveCount(0)
  await page.keyboard.press('F7')
  await expect(now.getByText(addedLine)).toBeVisible()
  await expect(before.getByText(addedLine)).toHaveCount(0)
}

/** The proof is on the screen; afterwards nothing is unsaved. */
export async function acceptProof(page: Page): Promise<void> {
  const proof = page.getByRole('dialog', { name: 'Restore bundle built' })
  await expect(proof).toContainText('everything matches')
  await proof.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveTitle('state.tgz — Bootbank')
  await expect(statusBar(page)).toContainText('1 change, saved')
}

/** Unpacks a bundle and judges it as `proveBundle` does. */
export async function proveZip(
  zip: string,
  folder: string,
  before: string,
  layer: JourneyBackup['layer'],
): Promise<string> {
  const unzipped = join(folder, 'bundle')
  await mkdir(unzipped)
  execFileSync('unzip', ['-q', zip, '-d', unzipped])
  return proveBundle(unzipped, before, layer)
}

/** Holds a bundle against the backup it came from; gives the path of its state.tgz. */
export async function proveBundle(bundle: string, before: string, layer: JourneyBackup['layer']): Promise<string> {
  expect((await readdir(bundle)).sort()).toEqual([
    'CHANGES.md',
    'RESTORE.html',
    'RESTORE.md',
    'SHA256SUMS',
    'changes.diff',
    'manifest.json',
    'restore.sh',
    'state.tgz',
  ])
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: bundle })
  expect(await readFile(join(bundle, 'changes.diff'), 'utf8')).toContain(`+${addedLine}`)
  expect(await readFile(join(bundle, 'RESTORE.md'), 'utf8')).toContain('esx.conf')

  const after = join(bundle, 'state.tgz')
  const old = unpackState('GNU tar', await readFile(before))
  const made = unpackState('GNU tar', await readFile(after))
  expect(fingerprints(made)).toEqual(fingerprints(old.map(withEdit)))

  const told = spawnSync(process.execPath, [commandLine, 'diff', before, after, '--json'], { encoding: 'utf8' })
  expect(told.status).toBe(1)
  const differences = told.stdout.trim().split('\n')
  expect(differences).toHaveLength(1)
  expect(JSON.parse(differences[0] ?? '')).toMatchObject({
    address: confAt(layer),
    change: 'changed',
    keys: [{ key: editedKey }, { key: '/adv/Misc/BootbankJourney', old: null, new: 'here' }],
  })
  return after
}

/** The member as the journey leaves it: only the content of esx.conf is another. */
function withEdit(member: Unpacked): Unpacked {
  if (member.name !== confName) return member
  const text = member.content.toString('utf8')
  const edited = text.replace(new RegExp(`^(${editedKey} = ".*)"$`, 'm'), `$1${typed}"`)
  expect(edited, 'the backup has the key that the journey edits').not.toBe(text)
  return { ...member, content: Buffer.from(`${edited}${addedLine}\n`) }
}

const fingerprints = (members: readonly Unpacked[]) =>
  members.map(({ name, content, mode, mtime }) => ({
    name,
    mode: mode.toString(8),
    mtime,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
