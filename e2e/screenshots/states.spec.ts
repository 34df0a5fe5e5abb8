// The pictures of docs/screenshots: every state of the window, dark and light, the main ones in a small window too. Generated
// backups only. Run by `npm run screenshots`, not by the tests.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { makeBackup, type Shape } from '../../testing/fixtures/backups'
import { damages } from '../../testing/fixtures/damage'
import { file, tgz } from '../../testing/archives/small-backups'
import { makeLarge } from '../../testing/fixtures/large'
import { writeBackup, writeBytes } from '../backups'
import { writeCollection } from '../collections'
import { writeDisk } from '../disks'
import { addressOf, fileViews, writeFileViews } from '../file-views'
import { test as base, expect } from '../host'
import { rowName, rowsFolder, writeHuge } from '../huge'
import { standingStill } from '../states'
import { activeOption, run as runCommand, search } from '../palette'
import {
  changes,
  chooseFile,
  chooseInMenu,
  download,
  drop,
  editor,
  inspector,
  open,
  row,
  show,
  tabOf,
  tool,
} from '../window'
import { contrast, picture, target, wide } from './pictures'

const layer = 'local.tgz.ve'
const hour = 3_600_000

/** A host that remembers files of an invented administrator. */
const test = base.extend({
  hostOptions: async ({ folder }, use) => {
    const data = join(folder, 'host/data')
    await mkdir(data, { recursive: true })
    const opened = (path: string, hours: number) => ({
      path,
      openedAt: new Date(Date.now() - hours * hour).toISOString(),
    })
    const files = [
      opened('/srv/backups/esx01/state.tgz', 2),
      opened('/srv/backups/esx04/configBundle-esx04.lab.example.tgz', 27),
      opened('/mnt/usb/bank5/state.tgz', 24 * 9),
    ]
    await writeFile(join(data, 'recent-files.json'), JSON.stringify({ version: 1, files }))
    await use({})
  },
})

async function openShape(page: Page, folder: string, shape: Shape): Promise<void> {
  await open(page, (await writeBackup(folder, shape)).path)
}

/** Replaces the text after `key = "` up to the quote. */
async function setValue(page: Page, key: string, value: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.type(`${key} = `)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+End')
  await page.keyboard.type(`"${value}"`)
}

/** The host gets another name and address: some lines of esx.conf. */
async function editConf(page: Page): Promise<void> {
  await show(page, `${layer}!/etc/vmware/esx.conf`)
  await editor(page).click()
  await setValue(page, '/adv/Misc/HostName', 'esx07.lab.example')
  await setValue(page, '/adv/Misc/HostIPAddr', '192.0.2.17')
  await setValue(page, '/adv/Net/ManagementAddr', '192.0.2.17')
}

/** One change of each kind besides. */
async function editMore(page: Page, folder: string): Promise<void> {
  await chooseInMenu(page, `${layer}!/etc/resolv.conf`, 'Change mode or T flag…')
  const mode = page.getByRole('dialog', { name: 'Mode of resolv.conf' })
  await mode.getByRole('checkbox', { name: /^T flag/ }).check()
  await mode.getByRole('button', { name: 'Set mode' }).click()
  await chooseInMenu(page, `${layer}!/etc/ntp.conf`, 'Rename or move…')
  await page.getByRole('textbox', { name: 'New path' }).fill('etc/ntp.conf.old')
  await page.keyboard.press('Enter')
  const banner = await writeBytes(
    folder,
    'issue',
    'Authorised use only.\nAsk the platform team before you log in:\n  mail  platform@lab.example\n  call  extension 4711\n',
  )
  await chooseFile(page, banner, () => chooseInMenu(page, `${layer}!/etc`, 'Add file here…'))
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await show(page, `${layer}!/etc/random-seed`)
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Dismiss' }).last().click()
}

test('a small file in words', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await show(page, `${layer}!/etc/vmware/snmp.xml`)
  await page.getByRole('tab', { name: 'About' }).click()
  await expect(page.getByRole('region', { name: 'Content' })).toContainText('Whether and how the host answers')
  await picture(page, 'small-file', { inSmall: true })
})

test('welcome', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Recent files' }).getByRole('listitem')).toHaveCount(3)
  await picture(page, 'welcome', { inSmall: true })
})

test('tour', async ({ page }) => {
  await page.getByRole('button', { name: 'Take the tour' }).click()
  const strip = page.getByRole('region', { name: 'Tour' })
  await expect(strip).toContainText('Step 1 of 5')
  await picture(page, 'tour', { inSmall: true })
  await contrast(page, 'tour')
  await strip.getByRole('button', { name: 'Next' }).click()
  await strip.getByRole('button', { name: 'Show me' }).click()
  await expect(page.getByRole('textbox', { name: 'Filter settings' })).toBeFocused()
  await page.keyboard.type('ntp')
  await expect(page.getByRole('tree', { name: 'Settings' }).getByRole('treeitem', { name: 'log_level' })).toBeVisible()
  await picture(page, 'tour-setting', { inSmall: true })
})

test('open', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await show(page, `${layer}!/etc/vmware`)
  await tabOf(page, 'Host').click()
  await expect(page.getByRole('region', { name: 'Host' })).toBeVisible()
  await picture(page, 'open', { inSmall: true })
})

test('network, settings', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await tabOf(page, 'Network').click()
  await expect(page.getByRole('region', { name: 'Network' }).getByText(/^Management is on vmk0/)).toBeVisible()
  await picture(page, 'network', { inSmall: true })
  await page.setViewportSize(wide)
  await tabOf(page, 'Settings').click()
  await expect(page.getByRole('tabpanel', { name: 'Settings' }).getByRole('treeitem').first()).toBeVisible()
  await picture(page, 'settings', { inSmall: true })
  await contrast(page, 'settings')
})

/** What a backup means: card, a setting that is edited, tables, what is kept, secrets, a password; the last theme is high contrast. */
test('card, setting, tables, atlas, secrets, password', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  const both = async (name: string) => {
    await picture(page, name, { inSmall: true })
    await contrast(page, name)
  }
  await tabOf(page, 'Host').click()
  await expect(page.getByRole('tabpanel', { name: 'Host' })).toContainText('vmk0')
  await both('card')
  await tabOf(page, 'Network').click()
  await expect(page.getByRole('region', { name: 'Network' }).getByText(/^Management is on vmk0/)).toBeVisible()
  await contrast(page, 'network')
  await tabOf(page, 'Settings').click()
  await page.getByRole('textbox', { name: 'Filter settings' }).fill('management vlan')
  await page.getByRole('treeitem', { name: /Management Network.*vlan_id/ }).click()
  await page.getByRole('button', { name: /^Edit port_groups.Management Network.*vlan_id/ }).click()
  await page.getByRole('textbox', { name: /^New value/ }).fill('5000')
  await expect(page.getByRole('alert')).toContainText('at most')
  await both('setting-edit')
  await page.keyboard.press('Escape')
  await tabOf(page, 'Secrets').click()
  await page.getByRole('treeitem', { name: /root#password_hash/ }).click()
  await both('secrets')
  await show(page, `${layer}!/var/lib/vmware/configstore/backup/current-store-1`)
  await page.getByRole('combobox', { name: 'Table', exact: true }).selectOption('Config')
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('password_hash')
  await expect(page.getByText(/^5 of \d+ rows$/)).toBeVisible()
  await page
    .getByRole('gridcell', { name: /"name":"root"/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: /, row 1$/ })).toContainText('••••••••')
  await both('tables')
  await page.getByRole('combobox', { name: 'Show files' }).selectOption('vital')
  await show(page, `${layer}!/etc/vmware/ssl/rui.key`)
  await expect(inspector(page)).toContainText('as vital')
  await both('atlas')
  await search(page, 'change a password')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'New password' }).fill('short')
  await both('password')
})

test('raw rows', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await show(page, `${layer}!/var/lib/vmware/configstore/backup/current-store-1`)
  await page.getByRole('combobox', { name: 'Table', exact: true }).selectOption('KVTable')
  await page.getByRole('gridcell', { name: 'BOOT_MODE' }).click()
  await page.getByRole('button', { name: 'Change…', exact: true }).click()
  await page.getByRole('textbox', { name: 'Key' }).fill('BOOT_WAY')
  await picture(page, 'row-change', { inSmall: true })
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Change value' }).click()
  await page.getByRole('button', { name: 'Add a row…' }).click()
  await picture(page, 'row-add', { inSmall: true })
  await page.keyboard.press('Escape')
  await tabOf(page, 'Changes').click()
  await expect(page.getByRole('region', { name: 'Both sides' })).toContainText('BOOT_WAY')
  await picture(page, 'row-difference', { inSmall: true })
})

test('checks', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  const key = `${layer}!/etc/vmware/ssl/rui.key`
  await show(page, key)
  await chooseInMenu(page, key, 'Change mode or T flag…')
  await page.getByRole('textbox', { name: /mode/i }).fill('0644')
  await page.keyboard.press('Enter')
  await tabOf(page, 'Checks').click()
  await expect(page.getByRole('button', { name: 'Take the rights of others away' })).toBeVisible()
  await picture(page, 'checks', { inSmall: true })
})

test('search', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await tabOf(page, 'Search').click()
  await page.getByRole('textbox', { name: 'Search in everything' }).fill('192.0.2.12')
  await expect(
    page.getByRole('tree', { name: 'Places' }).getByRole('treeitem', { name: /esx02/ }).first(),
  ).toBeVisible()
  await picture(page, 'search', { inSmall: true })
})

test('compare', async ({ page, folder }) => {
  const other = (await writeBackup(join(folder, 'monday'), 'esxi-7.0.2')).path
  await openShape(page, folder, 'esxi-8.0')
  await tabOf(page, 'Compare').click()
  await chooseFile(page, other, () => page.getByRole('button', { name: 'Compare with…' }).click())
  await page
    .getByRole('tree', { name: 'Differences' })
    .getByRole('treeitem', { name: /etc\/hosts$/ })
    .click()
  await expect(page.getByRole('region', { name: 'The difference' })).toContainText('localhost')
  await picture(page, 'compare', { inSmall: true })
  await page.setViewportSize(wide)
  await page.getByRole('button', { name: /^Network \(\d+\)$/ }).click()
  const both = page.getByRole('region', { name: 'Both networks' })
  await both.getByRole('button', { name: /^vmk0 / }).click()
  await picture(page, 'compare-network', { inSmall: true })
  await page.setViewportSize(wide)
  await contrast(page, 'compare-network')
  const third = (await writeBackup(join(folder, 'sunday'), 'esxi-6.7')).path
  await chooseFile(page, [other, third], () => page.getByRole('button', { name: 'Another…' }).click())
  await expect(page.getByRole('list', { name: 'What changed when' })).toBeVisible()
  await picture(page, 'compare-steps', { inSmall: true })
  await page.setViewportSize(wide)
  await contrast(page, 'compare-steps')
})

test('sanitise', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await runCommand(page, 'File: Make a copy without secrets…')
  const dialog = page.getByRole('dialog', { name: 'Make a copy without secrets' })
  await dialog.getByRole('checkbox', { name: 'IP addresses' }).check()
  await picture(page, 'sanitise', { inSmall: true })
  await page.setViewportSize(wide)
  await contrast(page, 'sanitise')
  await download(page, join(folder, 'copy.tgz'), () => dialog.getByRole('button', { name: 'Make the copy…' }).click())
  await expect(page.getByRole('dialog', { name: 'The copy is made' })).toContainText('none found')
  await picture(page, 'sanitised', { inSmall: true })
  await page.setViewportSize(wide)
  await contrast(page, 'sanitised')
})

test('boot banks', async ({ page, folder }) => {
  await drop(page, await writeDisk(folder))
  await expect(page.getByRole('dialog', { name: 'Boot banks of stick.img' })).toBeVisible()
  await picture(page, 'boot-banks', { inSmall: true })
})

test('a prepared copy', async ({ page, folder }) => {
  await drop(page, await writeDisk(folder))
  await page.getByRole('button', { name: 'Open bank 2' }).click()
  await expect(page.getByText('bank 2 (partition 6, BOOTBANK2) of stick.img').first()).toBeVisible()
  await tool(page, 'Build restore bundle').click()
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  await plan.getByRole('checkbox', { name: /^A prepared copy of stick\.img as well/ }).check()
  await expect(plan).toContainText('The new state goes to bank 2')
  const options = plan.getByRole('group', { name: 'Options' })
  await options.scrollIntoViewIfNeeded()
  await picture(page, 'bundle-options', { inSmall: true, prepareSmall: () => options.scrollIntoViewIfNeeded() })
  await contrast(page, 'bundle-options')
  await page.setViewportSize(wide)
  await plan.getByRole('button', { name: 'Build and download' }).click()
  const again = page.getByRole('button', { name: 'Download the copy again' })
  await expect(again).toBeVisible({ timeout: 30_000 })
  await again.scrollIntoViewIfNeeded()
  await picture(page, 'prepared-copy', { inSmall: true, prepareSmall: () => again.scrollIntoViewIfNeeded() })
})

test('help', async ({ page }) => {
  await runCommand(page, 'Help: Help')
  await expect(page.getByRole('article', { name: 'A lost password' })).toBeVisible()
  await picture(page, 'help', { inSmall: true })
})

test('copies in a collection', async ({ page, folder }) => {
  await drop(page, await writeCollection(folder, 'vm-support'))
  await expect(page.getByRole('dialog', { name: /^Copies of a host/ })).toBeVisible()
  await picture(page, 'collection', { inSmall: true })
})

test('guided changes', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await search(page, 'guided changes')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Cut ties/ })).toBeVisible()
  await picture(page, 'guides', { inSmall: true })
  await contrast(page, 'guides')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Change the management network/ })
    .click()
  await page.getByRole('textbox', { name: 'IPv4 address' }).fill('192.0.2.77')
  await page.getByRole('textbox', { name: 'Default gateway' }).fill('198.51.100.1')
  await page.getByRole('textbox', { name: /^VLAN of/ }).fill('20')
  const effect = page.getByRole('region', { name: 'What it would write' })
  await expect(effect).toContainText('is not in the subnet')
  await picture(page, 'guide-form', { inSmall: true })
  await contrast(page, 'guide-form')
  await effect.getByRole('heading', { name: 'Good to know' }).scrollIntoViewIfNeeded()
  await picture(page, 'guide-effect', { inSmall: true })
})

test('every guided change', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  for (const { name, title, opens } of [
    { name: 'identity', title: 'Give the host another identity', opens: 'Which adapter takes whose place' },
    { name: 'certificate', title: 'Renew certificate and keys', opens: 'Certificate' },
    { name: 'access', title: 'Change who gets in', opens: 'Accounts to remove' },
    { name: 'virtual-machines', title: 'Change registered virtual machines', opens: '' },
    { name: 'strip', title: 'Cut ties', opens: 'Cut the tie to vCenter' },
  ]) {
    await runCommand(page, `Edit: ${title}…`)
    const form = page.getByRole('dialog', { name: title })
    await expect(form).toContainText(opens)
    await expect(form.getByRole('status')).toContainText('every answer is what the backup has already')
    await picture(page, `guide-${name}`, { inSmall: true })
    await contrast(page, `guide-${name}`)
    await page.keyboard.press('Escape')
    await expect(form).toHaveCount(0)
    await page.setViewportSize(wide)
  }
})

test('palette, shortcuts', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await show(page, `${layer}!/etc/hosts`)
  await search(page, 're')
  await expect(activeOption(page)).toBeVisible()
  await picture(page, 'palette', { inSmall: true })
  await page.setViewportSize(wide)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await picture(page, 'shortcuts', { inSmall: true })
  await page.setViewportSize(wide)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  await page.keyboard.type('vmware conf')
  await expect(activeOption(page)).toBeVisible()
  await picture(page, 'go-to-file', { inSmall: true })
})

test('edit, diff, changes, bundle', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await editConf(page)
  await expect(page.getByRole('list', { name: 'Host' })).toContainText('esx07.lab.example')
  await picture(page, 'edit', {
    inSmall: true,
    // The cursor comes into sight again.
    prepareSmall: async () => {
      await page.keyboard.press('Home')
      await page.keyboard.press('End')
    },
  })

  await page.setViewportSize(wide)
  await changes(page)
  const difference = page.getByRole('region', { name: 'Difference' })
  await expect(difference.getByText('esx07.lab.example')).toBeVisible()
  await picture(page, 'diff', { inSmall: true })

  await page.setViewportSize(wide)
  await editMore(page, folder)
  const list = await changes(page)
  await expect(list).toHaveCount(5)
  await list.filter({ hasText: 'issue' }).click()
  await expect(difference).toContainText('Authorised use only.')
  await picture(page, 'changes', { inSmall: true })

  await page.setViewportSize(wide)
  await tool(page, 'Build restore bundle').click()
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(plan.getByRole('button', { name: 'Build and download' })).toBeVisible()
  await picture(page, 'bundle-plan', { inSmall: true })
  await contrast(page, 'bundle-plan')
  await page.setViewportSize(wide)
  await download(page, join(folder, 'bundle.zip'), () =>
    plan.getByRole('button', { name: 'Build and download' }).click(),
  )
  await expect(page.getByRole('dialog', { name: 'Restore bundle built' })).toBeVisible()
  await picture(page, 'bundle-proof', { inSmall: true })
  await contrast(page, 'bundle-proof')
})

test('a bundle being built', async ({ page, folder, host }) => {
  const path = join(folder, 'state.tgz')
  await makeLarge(path, { entries: 400, bytes: 40_000_000 })
  await open(page, path)
  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await dialog.getByRole('button', { name: 'Build and download' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /B of /)
  await standingStill(host, async () => {
    await picture(page, 'bundle-progress', { inSmall: true })
    await contrast(page, 'bundle-progress')
  })
  await expect(page.getByRole('dialog', { name: 'Restore bundle built' })).toBeVisible()
})

test('inspector', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await show(page, `${layer}!/etc/hosts`)
  const changeMode = async () => {
    await inspector(page).getByRole('button', { name: 'Change the mode' }).click()
    await expect(inspector(page).getByRole('textbox', { name: 'Octal mode' })).toBeVisible()
  }
  await changeMode()
  await picture(page, 'inspector', {
    inSmall: true,
    prepareSmall: async () => {
      await tool(page, 'Inspector').click()
      await changeMode()
    },
  })
})

test('hex', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await show(page, `${layer}!/etc/vmware/ssl`)
  await show(page, `${layer}!/etc/random-seed`)
  await expect(page.getByRole('grid', { name: /^Bytes of/ })).toBeVisible()
  await picture(page, 'hex')
})

test('sealed', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0-tpm')
  await show(page, layer)
  await expect(page.getByRole('heading', { name: 'Sealed by the TPM of the host' })).toBeVisible()
  await picture(page, 'sealed', { inSmall: true })
})

test('key of a locked layer', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0-tpm')
  await show(page, layer)
  await page.getByTestId('main').getByRole('button', { name: 'Open with a key…' }).click()
  const dialog = page.getByRole('dialog', { name: `Open ${layer} with a key` })
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toBeFocused()
  await page.keyboard.type('0123456789abcdef'.repeat(4))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await picture(page, 'key', { inSmall: true })
})

test('locked file', async ({ page, folder }) => {
  const document = await Document.open(bytesOf((await makeBackup('esxi-8.0-tpm')).bytes), { name: 'state.tgz' })
  const envelope = toUint8Array(document.content(await document.resolve(layer)))
  await drop(page, await writeBytes(folder, layer, envelope))
  await expect(page.getByRole('alert', { name: `${layer} was not opened` })).toBeVisible()
  await picture(page, 'locked-file', { inSmall: true })
})

test('unseal', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await expect(row(page, layer)).toBeVisible()
  await runCommand(page, 'Edit: Unseal local.tgz.ve…')
  const question = page.getByRole('dialog', { name: 'Unseal local.tgz.ve?' })
  await expect(question).toBeVisible()
  await picture(page, 'unseal')
  await question.getByRole('button', { name: 'Unseal' }).click()
  await changes(page)
  await page.getByRole('option', { name: /unsealed/ }).click()
  await picture(page, 'unsealed')
})

test('damaged', async ({ page, folder }) => {
  const { name, bytes } = await damages['wrong-tar-checksum'](await makeBackup('esxi-7.0.2'))
  await open(page, await writeBytes(folder, name, bytes))
  await show(page, layer)
  await expect(page.getByRole('region', { name: 'Content' }).getByRole('alert')).toBeVisible()
  await picture(page, 'damaged', { inSmall: true })
})

test('not an archive', async ({ page, folder }) => {
  const { name, bytes } = await damages['text-file'](await makeBackup('esxi-7.0.2'))
  await drop(page, await writeBytes(folder, name, bytes))
  await expect(page.getByRole('alert')).toBeVisible()
  await picture(page, 'not-an-archive')
})

test('busy', async ({ page, folder, host }) => {
  const path = join(folder, 'state.tgz')
  await makeLarge(path, { entries: 2000, bytes: 120_000_000 })
  await drop(page, path)
  const bar = page.getByRole('dialog', { name: 'Opening state.tgz' }).getByRole('progressbar')
  await expect(bar).toHaveAttribute('aria-valuetext', /[1-9]\d? MB of/)
  // The host stands still for as long as the picture takes.
  host.process.kill('SIGSTOP')
  await picture(page, 'busy')
  host.process.kill('SIGCONT')
})

test('huge', async ({ page, folder }) => {
  await open(page, await writeHuge(folder, 100_000))
  await show(page, rowsFolder)
  await expect(row(page, `${rowsFolder}/${rowName(0)}`)).toBeVisible()
  await page.keyboard.type('row-05000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Content' })).toContainText(rowName(50_000))
  await picture(page, 'huge')
})

test('high contrast and comfortable', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await editConf(page)
  await editMore(page, folder)
  await page.setViewportSize(wide)
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  const take = (name: string) =>
    page.screenshot({ path: join(target, `${name}.png`), animations: 'disabled', caret: 'hide' })
  await show(page, '')
  await page.mouse.move(0, 0)
  await take('open-contrast')
  const list = await changes(page)
  await list.filter({ hasText: 'esx.conf' }).click()
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('esx07.lab.example')
  await page.mouse.move(0, 0)
  await take('diff-contrast')

  await tool(page, 'Theme').click()
  await page.getByRole('menuitemradio', { name: 'Comfortable' }).click()
  await page.emulateMedia({ contrast: 'no-preference' })
  await show(page, `${layer}!/etc/hosts`)
  await expect(editor(page)).toContainText('localhost')
  await page.mouse.move(0, 0)
  await take('edit-comfortable')
})

test('observations', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-8.0')
  await tabOf(page, 'Observations').click()
  const chart = page.getByRole('slider', { name: 'Entries by their times (UTC)' })
  await chart.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: /from/ })).toBeVisible()
  await picture(page, 'observations', { inSmall: true })
  await contrast(page, 'observations')
})

test('a key', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-7.0.2')
  await show(page, `${layer}!/etc/ssh/ssh_host_ecdsa_key`)
  await page.getByRole('tab', { name: 'Key facts' }).click()
  await expect(page.getByRole('list', { name: 'Keys of this file' })).toBeVisible()
  await picture(page, 'key-facts')
})

test('views of a file', async ({ page, folder }) => {
  await open(page, await writeFileViews(folder))
  const content = page.getByRole('region', { name: 'Content' })
  for (const view of fileViews) {
    const { name, pictured, tab, shows, unfold } = view
    if (!pictured) continue
    await page.setViewportSize(wide)
    await show(page, addressOf(view))
    if (tab !== null) await content.getByRole('tab', { name: tab, exact: true }).click()
    await expect(content).toContainText(shows)
    const unfolded = async () => {
      if (unfold !== undefined) await content.getByText(unfold).evaluate(part => part.scrollIntoView())
    }
    if (unfold !== undefined) await content.getByText(unfold).click()
    await unfolded()
    await picture(page, name, { inSmall: true, prepareSmall: unfolded })
    await page.setViewportSize(wide)
    await unfolded()
    await contrast(page, name)
  }
})

test('accounts as a table', async ({ page, folder }) => {
  await openShape(page, folder, 'esxi-6.7')
  await show(page, 'local.tgz!/etc/shadow')
  await page.getByRole('tab', { name: 'Table' }).click()
  await expect(page.getByRole('table', { name: 'Rows of this file' })).toBeVisible()
  await picture(page, 'accounts-table', { inSmall: true })
  await contrast(page, 'accounts-table')
})

test('a large text', async ({ page, folder }) => {
  const lines = Array.from(
    { length: 700_000 },
    (_, index) => `2026-01-02T03:04:05Z cpu${index % 16}: world ${index * 7919} is ready`,
  )
  lines[399_999] = `{"all":[${Array.from({ length: 900 }, (_, index) => index * 31).join(',')}]}`
  lines[400_001] = 'login: password="hunter2hunter2"'
  const inner = tgz([file('var/log/vmkernel.log', `${lines.join('\n')}\n`)])
  await open(page, await writeBytes(join(folder, 'large'), 'state.tgz', tgz([file('local.tgz', inner)])))
  await show(page, 'local.tgz!/var/log/vmkernel.log')
  const content = page.getByRole('region', { name: 'Content' })
  await expect(content).toContainText('700,000 lines')
  await content.getByRole('textbox', { name: 'Go to line' }).fill('400000')
  await page.keyboard.press('Enter')
  await expect(content.getByRole('row', { selected: true })).toContainText('{"all":[')
  await runCommand(page, 'Edit: Find in this text')
  await page.keyboard.type('is ready')
  await expect(content.getByRole('status')).toContainText('of the first 10,000')
  await content.getByRole('textbox', { name: 'Find in this text' }).fill('3167623757 is')
  await expect(content.getByRole('status')).toHaveText('1 of 1')
  await picture(page, 'large-text', { inSmall: true })
  await contrast(page, 'large-text')
})
