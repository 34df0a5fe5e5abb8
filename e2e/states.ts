// Every state that the window can be in, as walks that visit one after the other: what is asserted of all of them (axe, room at 200 %)
// is asserted in one place, and a state that is added here is held to it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { bytesOf, toUint8Array } from '../electron/engine/codecs/bytes'
import { Document } from '../electron/engine/document/document'
import { makeBackup } from '../testing/fixtures/backups'
import { damages } from '../testing/fixtures/damage'
import { largeTextName, makeLarge } from '../testing/fixtures/large'
import { writeBackup, writeBytes } from './backups'
import { writeCollection } from './collections'
import { writeDisk } from './disks'
import { addressOf, fileViews, writeFileViews } from './file-views'
import type { Host, HostOptions } from './host'
import { field, palette, run } from './palette'
import { project } from './places'
import {
  changes,
  chooseFile,
  chooseInMenu,
  download,
  drop,
  editor,
  focusedRow,
  inspector,
  open,
  row,
  show,
  tabOf,
  tool,
  tree,
} from './window'

export interface Stage {
  readonly page: Page
  readonly folder: string
  readonly host: Host
}

/** Called in each state. */
export type Visit = (state: string) => Promise<void>

/** What the walks need of the host: a signal that ends its workers. */
export const walkingHost: HostOptions = {
  nodeArgs: ['--import', pathToFileURL(join(project, 'e2e/end-workers.mjs')).href],
}

const layer = 'local.tgz.ve'

/** The sealed layer of a state.tgz, as a file of its own. */
async function envelopeIn(state: Uint8Array): Promise<Uint8Array> {
  const document = await Document.open(bytesOf(state), { name: 'state.tgz' })
  return toUint8Array(document.content(await document.resolve(layer)))
}

export const walks: Readonly<Record<string, (stage: Stage, visit: Visit) => Promise<void>>> = {
  'the welcome screen, opening, a refusal': async ({ page, folder, host }, visit) => {
    await visit('welcome')
    const { name, bytes } = await damages['text-file'](await makeBackup('esxi-7.0.2'))
    await drop(page, await writeBytes(folder, name, bytes))
    await expect(page.getByRole('alert')).toBeVisible()
    await visit('refused')
    await page.getByRole('button', { name: 'Dismiss' }).click()

    await page.getByRole('button', { name: 'Open the sample' }).click()
    await tool(page, 'Close').click()
    const path = join(folder, 'state.tgz')
    await makeLarge(path, { entries: 2000, bytes: 60_000_000 })
    await drop(page, path)
    const card = page.getByRole('dialog', { name: 'Opening state.tgz' })
    await expect(card).toBeVisible()
    await standingStill(host, async () => {
      await expect(card.getByRole('progressbar')).toBeVisible()
      await visit('opening')
    })
    await card.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(card).toBeHidden()
    await drop(page, path, path)
    await expect(page.getByRole('region', { name: 'Notices' }).getByText('2 files were dropped')).toBeVisible()
    await visit('notice')
  },

  'the tour': async ({ page }, visit) => {
    await page.getByRole('button', { name: 'Open the sample' }).click()
    await expect(tree(page)).toBeFocused()
    const strip = page.getByRole('region', { name: 'Tour' })
    await expect(strip).toContainText('This is the sample')
    await visit('the tour is offered')
    await strip.getByRole('button', { name: 'Take the tour' }).click()
    for (const step of [1, 2, 3, 4, 5]) {
      await expect(strip).toContainText(`Step ${step} of 5`)
      await visit(`step ${step} of the tour`)
      await strip.getByRole('button', { name: 'Next' }).click()
    }
    await expect(strip.getByRole('button', { name: 'Finish' })).toBeVisible()
    await visit('the tour at its end')
  },

  'several rows, and the forms about headers': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await show(page, `${layer}!/etc/hosts`)
    await row(page, `${layer}!/etc/resolv.conf`).click({ modifiers: ['Control'] })
    await expect(page.getByRole('group', { name: '2 selected' }).first()).toBeVisible()
    await visit('several rows')
    await run(page, 'Entry: Change owner…')
    await expect(page.getByRole('dialog', { name: 'Owner of 2 entries' })).toBeVisible()
    await visit('owner of several')
    await page.keyboard.press('Escape')
  },

  'looking at what a backup holds': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await expect(page.getByRole('region', { name: 'Host' })).toBeVisible()
    await visit('host card')
    await show(page, layer)
    await expect(page.getByRole('heading', { name: 'Encrypted envelope' })).toBeVisible()
    await visit('layer')
    await show(page, `${layer}!/etc/vmware`)
    await expect(page.getByRole('region', { name: 'Content' })).toContainText('entries')
    await visit('folder')
    await find(page, 'random-seed')
    await expect(page.getByRole('grid', { name: /^Bytes of/ })).toBeVisible()
    await visit('bytes')
    await find(page, 'shadow')
    await expect(page.getByRole('button', { name: 'Show secrets' })).toBeVisible()
    await visit('secrets hidden')
    await find(page, 'hosts')
    await expect(editor(page)).toContainText('localhost')
    await visit('text')
    await editor(page).click()
    await page.keyboard.press('Control+f')
    await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
    await visit('search in a text')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('x')
    await expect(page).toHaveTitle(/^●/)
    await visit('text being edited')
  },

  'ways to show a file': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await show(page, `${layer}!/etc/vmware/ssl/rui.crt`)
    await page.getByText('5 extensions').click()
    await expect(page.getByRole('region', { name: 'Content' })).toContainText('Basic constraints')
    await visit('certificate')
    await show(page, `${layer}!/etc/vmware/ssl/rui.key`)
    await page.getByRole('tab', { name: 'Hex' }).click()
    await expect(page.getByRole('button', { name: 'Show the bytes' })).toBeVisible()
    await visit('bytes hidden')
    await show(page, `${layer}!/etc/chkconfig.db`)
    await page.getByRole('tab', { name: 'About' }).click()
    await expect(page.getByRole('region', { name: 'Content' })).toContainText('Which services start with the host')
    await visit('a small file in words')
  },

  'every view of a file': async ({ page, folder }, visit) => {
    await open(page, await writeFileViews(folder))
    const content = page.getByRole('region', { name: 'Content' })
    for (const view of fileViews) {
      const { name, tab, shows, unfold } = view
      await show(page, addressOf(view))
      if (tab !== null) await content.getByRole('tab', { name: tab, exact: true }).click()
      await expect(content).toContainText(shows)
      if (unfold !== undefined) await content.getByText(unfold).click()
      await visit(name)
    }
  },

  'the settings': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await tabOf(page, 'Settings').click()
    const settings = page.getByRole('tree', { name: 'Settings' })
    await expect(settings).toBeVisible()
    await visit('settings')
    await page.getByRole('button', { name: /^Secret \d/ }).click()
    await settings.getByRole('treeitem', { name: 'communities' }).click()
    await expect(page.getByRole('article', { name: 'communities' })).toBeVisible()
    await visit('setting in detail')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('zzz')
    await expect(page.getByText('No setting matches')).toBeVisible()
    await visit('no setting found')
  },

  'the network, of either kind of source': async ({ page, folder }, visit) => {
    for (const shape of ['esxi-8.0', 'esxi-6.7'] as const) {
      await open(page, (await writeBackup(folder, shape)).path)
      await tabOf(page, 'Network').click()
      const network = page.getByRole('region', { name: 'Network' })
      await expect(network.getByText(/^Management is on vmk0/)).toBeVisible()
      await visit(`network ${shape}`)
      await network.getByRole('button', { name: /^vmnic0 / }).focus()
      await visit(`a path of the network ${shape}`)
    }
  },
  'tables, secrets, files by their role': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
    await show(page, 'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1')
    await page.getByRole('combobox', { name: 'Table', exact: true }).selectOption('Config')
    await page.getByRole('textbox', { name: 'Filter rows' }).fill('vmk0')
    await expect(page.getByText(/^\d+ of \d+ rows?$/)).toBeVisible()
    await page.getByRole('grid').getByRole('gridcell', { name: 'vmk0', exact: true }).first().click()
    await expect(page.getByRole('region', { name: /, row \d+$/ })).toContainText('vmk0')
    await visit('a cell of a table')
    await page.getByRole('button', { name: 'Change…', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('Raw: no schema is asked')
    await visit('a value of a row that is changed')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a row…' }).click()
    await visit('a row that is added')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Structure' }).click()
    await visit('what a database is')
    await tabOf(page, 'Secrets').click()
    const hash = 'esx/authentication/user_accounts/root#password_hash'
    await page.getByRole('treeitem', { name: hash, exact: true }).click()
    await visit('a secret that is hidden')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Its value' })).toHaveText(/^\$6\$/)
    await visit('a secret that is shown')
    await page.getByRole('combobox', { name: 'Show files' }).selectOption('unknown')
    await expect(page.getByText('No file of this host.')).toBeVisible()
    await visit('no file of a role')
  },
  'the help': async ({ page }, visit) => {
    await run(page, 'Help: Help')
    await expect(page.getByRole('article', { name: 'A lost password' })).toBeVisible()
    await visit('a page of the help')
  },

  'the copies in a collection': async ({ page, folder }, visit) => {
    await drop(page, await writeCollection(folder, 'vm-support'))
    await expect(page.getByRole('dialog', { name: /^Copies of a host/ })).toBeVisible()
    await visit('the copies in a vm-support bundle')
  },

  'the boot banks of a disk': async ({ page, folder }, visit) => {
    await drop(page, await writeDisk(folder))
    await expect(page.getByRole('dialog', { name: 'Boot banks of stick.img' })).toBeVisible()
    await visit('boot banks')
    await page.getByRole('button', { name: 'Open bank 2' }).click()
    await expect(page.getByText('bank 2 (partition 6, BOOTBANK2) of stick.img').first()).toBeVisible()
    await tool(page, 'Build restore bundle').click()
    const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
    await plan.getByRole('checkbox', { name: /^A prepared copy of stick\.img as well/ }).check()
    await expect(plan).toContainText('The new state goes to bank 2')
    await visit('bundle plan with a prepared copy')
    await plan.getByRole('button', { name: 'Build and download' }).click()
    const proof = page.getByRole('region', { name: 'Prepared copy of the disk' })
    await expect(proof.getByRole('button', { name: 'Download the copy again' })).toBeVisible({ timeout: 30_000 })
    await visit('proof of a prepared copy')
  },
  'two backups compared': async ({ page, folder }, visit) => {
    const other = (await writeBackup(join(folder, 'other'), 'esxi-8.0')).path
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await tabOf(page, 'Compare').click()
    await expect(page.getByText('What changed between two backups?')).toBeVisible()
    await visit('before a comparison')
    await chooseFile(page, other, () => page.getByRole('button', { name: 'Compare with…' }).click())
    const list = page.getByRole('tree', { name: 'Differences' })
    await list.getByRole('treeitem', { name: /etc\/hosts$/ }).click()
    await expect(page.getByRole('region', { name: 'The difference' })).toContainText('localhost')
    await visit('a text in two backups')
    // It lies further down than rows are drawn; letters lead to it.
    await list.focus()
    await page.keyboard.type('local.tgz.ve!/var/lib/vmware/configstore/backup/')
    await expect(page.getByRole('region', { name: 'The difference' })).toContainText('vmknics')
    await visit('settings in two backups')
    await page.getByRole('button', { name: /^Network \(\d+\)$/ }).click()
    const both = page.getByRole('region', { name: 'Both networks' })
    await both.getByRole('button', { name: /^vmk0 / }).click()
    await expect(both.getByRole('row', { name: /^IPv4 address/ })).toBeVisible()
    await visit('both networks as one map')
    await both.getByRole('button', { name: 'Table', exact: true }).click()
    await visit('both networks as a table')
    const third = (await writeBackup(join(folder, 'third'), 'esxi-6.7')).path
    await chooseFile(page, [other, third], () => page.getByRole('button', { name: 'Another…' }).click())
    await expect(page.getByRole('list', { name: 'What changed when' })).toBeVisible()
    await visit('several backups in steps')
  },
  'a search through everything': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
    await tabOf(page, 'Search').click()
    await expect(page.getByText('Where does it appear?')).toBeVisible()
    await visit('before a search')
    const field = page.getByRole('textbox', { name: 'Search in everything' })
    await field.fill('192.0.2.12')
    await expect(
      page.getByRole('tree', { name: 'Places' }).getByRole('treeitem', { name: /esx02/ }).first(),
    ).toBeVisible()
    await visit('places of an address')
    await page.getByRole('checkbox', { name: 'Regular expression' }).check()
    await field.fill('(')
    await expect(page.getByRole('alert')).toContainText('not a regular expression')
    await visit('no expression')
  },
  'what the checks find': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
    const key = 'local.tgz.ve!/etc/vmware/ssl/rui.key'
    await show(page, key)
    await chooseInMenu(page, key, 'Change mode or T flag…')
    await page.getByRole('textbox', { name: /mode/i }).fill('0644')
    await page.keyboard.press('Enter')
    await tabOf(page, 'Checks').click()
    await expect(page.getByRole('button', { name: 'Take the rights of others away' })).toBeVisible()
    await visit('checks')
    await tabOf(page, 'Observations').click()
    await page.getByRole('slider', { name: 'Entries by their times (UTC)' }).press('Enter')
    await expect(page.getByRole('list', { name: /from/ })).toBeVisible()
    await visit('observations')
  },
  'guided changes': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
    const effect = page.getByRole('region', { name: 'What it would write' })
    await run(page, 'Edit: Guided changes…')
    await expect(page.getByRole('button', { name: /^Cut ties/ })).toBeVisible()
    await visit('the choice of changes')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Change the management network/ })
      .click()
    await page.getByRole('textbox', { name: 'IPv4 address' }).fill('nonsense')
    await expect(page.getByRole('alert')).toContainText('is not an IPv4 address')
    await visit('an answer that is refused')
    await page.getByRole('textbox', { name: 'IPv4 address' }).fill('203.0.113.12')
    await expect(effect).toContainText('vmk1 has the address')
    await expect(effect).toContainText('etc/hosts')
    await visit('what a change would write')
    await page.getByRole('button', { name: 'Other changes…' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Give the host another identity/ })
      .click()
    await expect(page.getByRole('textbox', { name: 'Adapters and their MACs' })).toHaveValue(/vmnic0/)
    await visit('questions of several lines')
  },

  'the keys of esx.conf': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
    await show(page, 'local.tgz!/etc/vmware/esx.conf')
    await editor(page).click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('# a remark\nno key here\n/system/uuid = "x"\n/lab/password = "hunter2"\n')
    await page.getByRole('tab', { name: 'Keys' }).click()
    const keys = page.getByRole('tree', { name: 'Keys of esx.conf' })
    await expect(keys.getByRole('treeitem', { name: 'uuid' }).first()).toHaveAccessibleDescription(/overridden/)
    await visit('keys')
    await page.getByRole('button', { name: 'Broken 1' }).click()
    await page.getByRole('button', { name: 'Repeated 2' }).click()
    await page.getByRole('button', { name: 'Secret 1' }).click()
    await keys.getByRole('treeitem', { name: 'password' }).click()
    await page.getByRole('button', { name: 'Show the secret' }).click()
    await expect(page.getByRole('region', { name: 'The chosen line' })).toContainText('hunter2')
    await visit('lines with marks, a secret shown')
    await page.getByRole('textbox', { name: 'Filter keys' }).fill('zzz')
    await expect(page.getByText('No key matches')).toBeVisible()
    await visit('no key found')
  },

  'menus, dialogs and properties of a row': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
    await show(page, `${layer}!/etc/hosts`)
    await row(page, `${layer}!/etc/hosts`).click({ button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    await visit('context menu')
    await page.keyboard.press('Escape')
    await tool(page, 'Theme').click()
    await expect(page.getByRole('menu', { name: 'Theme' })).toBeVisible()
    await visit('theme menu')
    await page.keyboard.press('Escape')

    await chooseInMenu(page, `${layer}!/etc/hosts`, 'Rename or move…')
    const rename = page.getByRole('dialog', { name: 'Rename or move hosts' })
    await visit('rename dialog')
    await rename.getByRole('textbox').fill('../hosts')
    await page.keyboard.press('Enter')
    await expect(rename.getByRole('alert')).toBeVisible()
    await visit('rename refused')
    await page.keyboard.press('Escape')
    const added = await writeBytes(folder, 'issue', 'Authorised use only.\n')
    await chooseFile(page, added, () => chooseInMenu(page, `${layer}!/etc`, 'Add file here…'))
    await expect(page.getByRole('dialog', { name: 'Add a file to etc' })).toBeVisible()
    await visit('add dialog')
    await page.keyboard.press('Escape')
    await chooseInMenu(page, `${layer}!/etc/hosts`, 'Change mode or T flag…')
    await expect(page.getByRole('textbox', { name: 'Octal mode' })).not.toHaveValue('')
    await visit('mode dialog')
    await page.keyboard.press('Escape')

    const properties = tool(page, 'Inspector')
    if ((await properties.getAttribute('aria-pressed')) !== 'true') await properties.click()
    await inspector(page).getByRole('button', { name: 'Change the mode' }).click()
    await expect(inspector(page).getByRole('textbox', { name: 'Octal mode' })).toBeFocused()
    await visit('properties')
    await inspector(page).getByRole('button', { name: 'Cancel' }).click()
    await tool(page, 'Save a copy…').hover()
    await expect(page.getByText('Save a copy… (Ctrl+S)')).toBeVisible()
    await visit('tooltip')
  },

  'palette and help': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toBeVisible()
    await visit('palette')
    await page.keyboard.type('zzz')
    await expect(palette(page)).toContainText('No command matches.')
    await visit('palette that finds nothing')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+p')
    await page.keyboard.type('etc')
    const goingTo = page.getByRole('dialog', { name: 'Go to file' })
    await expect(goingTo.getByRole('option').first()).toBeVisible()
    await visit('going to a file')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toBeVisible()
    for (const title of ['Keyboard shortcuts', 'About Bootbank']) {
      await field(page).fill(title)
      await page.keyboard.press('Enter')
      await expect(palette(page)).toHaveCount(0)
      await expect(page.getByRole('dialog', { name: title })).toBeVisible()
      await visit(title)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
    }
    await page.keyboard.press('Escape')
  },

  'changes and their differences': async ({ page, folder }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
    await tabOf(page, 'Changes').click()
    await expect(page.getByText('No changes').first()).toBeVisible()
    await visit('no changes')
    await show(page, `${layer}!/etc/hosts`)
    await editor(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('192.0.2.99\tjump.lab.example\n')
    await expect(page).toHaveTitle(/^●/)
    await chooseInMenu(page, `${layer}!/etc/resolv.conf`, 'Change mode or T flag…')
    const mode = page.getByRole('dialog', { name: 'Mode of resolv.conf' })
    await mode.getByRole('checkbox', { name: /^T flag/ }).check()
    await mode.getByRole('button', { name: 'Set mode' }).click()
    await expect(mode).toBeHidden()
    await chooseInMenu(page, `${layer}!/etc/ntp.conf`, 'Rename or move…')
    await page.getByRole('textbox', { name: 'New path' }).fill('etc/ntp.conf.old')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await show(page, `${layer}!/etc/random-seed`)
    await page.keyboard.press('Delete')
    await expect(page.getByText('Removed random-seed.').first()).toBeVisible()
    await visit('a row removed, with the way back')

    const list = await changes(page)
    await expect(list).toHaveCount(4)
    const difference = page.getByRole('region', { name: 'Difference' })
    await list.filter({ hasText: 'hosts' }).click()
    await expect(difference).toContainText('jump.lab.example')
    await visit('difference')
    const sideBySide = difference.getByRole('button', { name: 'Side by side' })
    if (await sideBySide.isEnabled()) {
      await sideBySide.click()
      await visit('difference, other layout')
    }
    await list.filter({ hasText: 'random-seed' }).click()
    await expect(difference.getByRole('table')).toBeVisible()
    await visit('difference of bytes')
    await list.filter({ hasText: 'resolv.conf' }).click()
    await expect(difference).toContainText('Only the header of the entry has changed.')
    await visit('difference of the header')

    await page.getByRole('button', { name: 'Revert all' }).click()
    await expect(page.getByRole('dialog', { name: 'Revert all changes?' })).toBeVisible()
    await visit('question')
    await page.keyboard.press('Escape')
  },

  'building a bundle': async ({ page, folder, host }, visit) => {
    const path = join(folder, 'state.tgz')
    await makeLarge(path, { entries: 400, bytes: 40_000_000, textBytes: 17_000_000 })
    await open(page, path)
    await show(page, `local.tgz!/${largeTextName}`)
    await expect(
      page
        .getByRole('grid', { name: /^Text of / })
        .getByRole('row')
        .first(),
    ).toBeVisible()
    await visit('large text')
    await tree(page).press('Delete')
    await expect(page).toHaveTitle(/^●/)
    await tool(page, 'Build restore bundle').click()
    const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
    const build = dialog.getByRole('button', { name: 'Build and download' })
    await expect(build).toBeVisible()
    await visit('bundle plan')
    await download(page, join(folder, 'bundle.zip'), async () => {
      await build.click()
      await expect(dialog.getByRole('progressbar')).toBeVisible()
      await standingStill(host, () => visit('bundle being built'))
    })
    await expect(page.getByRole('dialog', { name: 'Restore bundle built' })).toBeVisible()
    await visit('bundle proof')
  },

  'what is sealed, damaged or has ended': async ({ page, folder, host }, visit) => {
    await open(page, (await writeBackup(folder, 'esxi-8.0-tpm')).path)
    await show(page, layer)
    await expect(page.getByRole('heading', { name: 'Sealed by the TPM of the host' })).toBeVisible()
    await visit('sealed')
    await page.getByTestId('main').getByRole('button', { name: 'Open with a key…' }).click()
    const asking = page.getByRole('dialog', { name: `Open ${layer} with a key` })
    await expect(asking.getByRole('textbox', { name: 'Key' })).toBeFocused()
    await visit('key asked for')
    await page.keyboard.type('0'.repeat(64))
    await page.keyboard.press('Enter')
    await expect(asking.getByRole('alert')).toBeVisible()
    await visit('key refused')
    await page.keyboard.press('Escape')
    await open(page, (await writeBackup(join(folder, 'open'), 'esxi-7.0.2')).path)
    // The document before this one has a row of that name too.
    await expect(page.getByRole('alert')).toHaveCount(0)
    await run(page, 'Edit: Unseal local.tgz.ve…')
    await expect(page.getByRole('dialog', { name: 'Unseal local.tgz.ve?' })).toBeVisible()
    await visit('unseal asked about')
    await page.keyboard.press('Escape')
    const { name, bytes } = await damages['wrong-tar-checksum'](await makeBackup('esxi-7.0.2'))
    await drop(page, await writeBytes(folder, name, bytes))
    await expect(page.getByRole('alert', { name: 'Damaged, but partly readable' })).toBeVisible()
    await show(page, layer)
    await expect(page.getByRole('region', { name: 'Content' }).getByRole('alert')).toBeVisible()
    await visit('damaged')
    await drop(page, await writeBytes(join(folder, 'other'), 'notes.txt', 'No archive.\n'))
    await expect(page.getByRole('dialog', { name: 'notes.txt was not opened' })).toBeVisible()
    await visit('refused over a document')
    await page.keyboard.press('Escape')
    const bare = (await makeBackup('esxi-7.0.2')).bytes
    await drop(page, await writeBytes(join(folder, 'bare'), layer, await envelopeIn(bare)))
    await expect(page.getByRole('dialog', { name: `${layer} was not opened` })).toBeVisible()
    await visit('locked file refused')
    await page.keyboard.press('Escape')
    host.process.kill('SIGUSR2')
    await expect(page.getByRole('alert', { name: 'The document stopped working' })).toBeVisible()
    await visit('worker ended')
  },
}

/** Shows a row by its first letters: in a low window it may be out of sight and so not drawn. */
async function find(page: Page, name: string): Promise<void> {
  await tree(page).focus()
  await page.keyboard.type(name)
  await expect(focusedRow(page)).toHaveAccessibleName(name)
  await page.keyboard.press('Enter')
}

/** Holds the host still for as long as `act` takes, so that what it is doing stays on the screen. */
export async function standingStill({ process }: Host, act: () => Promise<void>): Promise<void> {
  process.kill('SIGSTOP')
  try {
    await act()
  } finally {
    process.kill('SIGCONT')
  }
}
