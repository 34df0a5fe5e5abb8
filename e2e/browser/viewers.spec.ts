// The ways to show a file, as tabs over it: the fitting viewer first, text and bytes beside it; what was chosen is remembered for the kind.
// A certificate shows what it says, whether its key fits, and is still edited as text.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { pictures, png } from '../../testing/fixtures/pictures'
import { stateWith, writeBackup, writeBytes } from '../backups'
import { opensslPair } from '../../testing/openssl-pair'
import { expect, test } from '../host'
import { drawn, editor, open, show, statusBar } from '../window'

const layer = 'local.tgz.ve'
const certificatePath = `${layer}!/etc/vmware/ssl/rui.crt`
const content = (page: Page) => page.getByRole('region', { name: 'Content' })
const tabs = (page: Page) => content(page).getByRole('tablist', { name: 'Ways to show this file' })
const tab = (page: Page, name: string) => tabs(page).getByRole('tab', { name, exact: true })
const chosen = (page: Page) => tabs(page).getByRole('tab', { selected: true })
const term = (page: Page, label: string) =>
  content(page)
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${label}`) })
    .locator('xpath=following-sibling::dd[1]')

/** A request with its key, and an authority with the list of what it revoked, made by openssl. */
function makeRevoked(folder: string): Record<'csr' | 'key' | 'crt' | 'crl', string> {
  const openssl = (...args: readonly string[]) => execFileSync('openssl', [...args], { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const subject = ['-subj', '/CN=host.lab.example', '-addext', 'subjectAltName=DNS:host.lab.example']
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'host.key', '-out', 'host.csr', ...subject)
  const { crt } = opensslPair(folder, 'Lab authority', '-days', '90')
  writeFileSync(join(folder, 'index.txt'), 'R\t300101000000Z\t250102030405Z,keyCompromise\t0A\tunknown\t/CN=one\n')
  writeFileSync(join(folder, 'ca.cnf'), '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n')
  const by = ['-config', 'ca.cnf', '-cert', 'Lab authority.crt', '-keyfile', 'Lab authority.key']
  openssl('ca', '-gencrl', ...by, '-crldays', '20', '-out', 'ca.crl')
  return { csr: read('host.csr'), key: read('host.key'), crt, crl: read('ca.crl') }
}

test('a certificate shows its names, dates and key, and says that rui.key is its own', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await show(page, certificatePath)
  await expect(chosen(page)).toHaveText('Certificate')
  await expect(content(page)).toContainText('rui.key is its private key.')
  await expect(term(page, 'Subject')).toContainText(`CN ${backup.host.fqdn}`)
  await expect(term(page, 'Public key')).toHaveText('RSA, 2,048 bits')
  await expect(term(page, 'Signed by')).toHaveText('A certificate that is not in this file')

  const bytes = backup.members.find(member => member.name === 'etc/vmware/ssl/rui.crt')?.content ?? new Uint8Array(0)
  const path = await writeBytes(folder, 'rui.crt', bytes)
  const print = execFileSync('openssl', ['x509', '-in', path, '-noout', '-fingerprint', '-sha256'], {
    encoding: 'utf8',
  })
  await expect(term(page, 'SHA-256')).toContainText(print.trim().split('=')[1] ?? 'openssl said nothing')

  await content(page).getByText('5 extensions').click()
  await expect(term(page, 'Key usage')).toContainText('digital signature')
})

test('a certificate is edited as text, and shows the new one at once', async ({ page, folder }) => {
  const old = opensslPair(folder, 'old.lab.example', '-days', '30')
  const fresh = opensslPair(folder, 'new.lab.example', '-days', '400')
  await open(page, await stateWith(folder, { 'etc/vmware/ssl/rui.crt': old.crt, 'etc/vmware/ssl/rui.key': fresh.key }))
  await show(page, 'local.tgz!/etc/vmware/ssl/rui.crt')
  await expect(content(page)).toContainText('rui.key is the key of another certificate')
  await expect(content(page)).toContainText(/Expires in (29|30) days/)
  await tab(page, 'Text').click()
  await editor(page).click()
  await page.keyboard.press('Control+a')
  await editor(page).evaluate((element, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, fresh.crt)
  await expect(statusBar(page)).toContainText('1 change')
  await tab(page, 'Certificate').click()
  await expect(term(page, 'Subject')).toContainText('CN new.lab.example')
  await expect(content(page)).toContainText('rui.key is its private key.')
  await expect(content(page)).toContainText(/Valid for (399|400) days/)
})

test('a store of certificates lists them folded, tells who signed whom and what is not one', async ({
  page,
  folder,
}) => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => opensslPair(folder, `${name}.lab.example`, '-days', '90').crt)
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  await open(page, await stateWith(folder, { 'etc/vmware/ssl/castore.pem': `${a}${b}${broken}${c}` }))
  await show(page, 'local.tgz!/etc/vmware/ssl/castore.pem')
  await expect(content(page).getByRole('note')).toContainText(/Line \d+: This is not an X\.509 certificate/)
  const items = content(page).getByRole('list', { name: 'Certificates of this file' }).locator(':scope > li')
  await expect(items).toHaveCount(3)
  await expect(content(page).getByRole('list', { name: 'Chain' })).toContainText('A store of authorities')
  await expect(term(page, 'Subject')).toBeHidden()
  await items.nth(1).getByText('b.lab.example').click()
  await expect(term(page, 'Signed by')).toHaveText('Itself')
})

test('a request and a revocation list show what they are for, and whether they fit the files beside them', async ({
  page,
  folder,
}) => {
  const { csr, crt, crl, key } = makeRevoked(folder)
  await open(
    page,
    await stateWith(folder, {
      'etc/vmware/ssl/rui.csr': csr,
      'etc/vmware/ssl/rui.key': key,
      'etc/ca.pem': `${crt}${crl}`,
    }),
  )
  await show(page, 'local.tgz!/etc/vmware/ssl/rui.csr')
  await expect(content(page)).toContainText('rui.key is its private key.')
  await expect(content(page)).toContainText('Signed by its key')
  await expect(term(page, 'Alternative names')).toHaveText('DNS:host.lab.example')
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })

  await show(page, 'local.tgz!/etc/ca.pem')
  const lists = content(page).getByRole('list', { name: 'Revocation lists of this file' })
  await expect(lists).toContainText(/The next list is due in (19|20) days/)
  await expect(lists.getByRole('row')).toHaveText([
    'Serial numberRevokedReason',
    /^0A2025-01-02.*the key is in other hands$/,
  ])
  await content(page).getByText('Lab authority').first().focus()
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
})

test('text of UTF-16 is shown and edited as text, and what is wrong in a text is said with its place', async ({
  page,
  folder,
}) => {
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
  const mixed = Buffer.concat([Buffer.from('größe\nsome more of the text\n'), Buffer.from([0xfc, 0x0a])])
  const binary = Buffer.from('key = 1\nname = \0\x01\x02rest')
  await open(
    page,
    await stateWith(folder, { 'etc/wide.txt': wide('größe = 1\n'), 'etc/mixed.txt': mixed, 'etc/a.conf': binary }),
  )
  await show(page, 'local.tgz!/etc/a.conf')
  await expect(content(page)).toContainText('Line 2: the byte 0x00 at offset 15 does not belong in a text')
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
  await show(page, 'local.tgz!/etc/mixed.txt')
  await expect(content(page)).toContainText('Line 3: the byte 0xFC at offset 30 is not UTF-8')
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })

  await show(page, 'local.tgz!/etc/wide.txt')
  await expect(content(page)).toContainText('UTF-16 LE with BOM')
  await expect(editor(page)).toContainText('größe = 1')
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Ж')
  await expect(statusBar(page)).toContainText('1 change')
  await tab(page, 'Hex').click()
  await expect(content(page).getByRole('row').nth(1)).toHaveText(/ff ?fe ?16 ?04 ?67 ?00/i)
})

test('a picture is drawn with its size, one that is broken says so, and one of too many pixels is its bytes', async ({
  page,
  folder,
}) => {
  const files = Object.entries(pictures).map(([kind, bytes]) => [`etc/${kind}`, new Uint8Array(bytes)] as const)
  const [cut, huge] = [pictures.PNG.subarray(0, 40), png(60_000, 60_000)]
  await open(page, await stateWith(folder, { ...Object.fromEntries(files), 'etc/cut': cut, 'etc/huge': huge }))
  for (const kind of Object.keys(pictures)) {
    await show(page, `local.tgz!/etc/${kind}`)
    await expect(chosen(page)).toHaveText('Picture')
    await expect(content(page)).toContainText('3 × 2 pixels')
    // The browser that draws it is the oracle of what its header says.
    const drawn = content(page).getByRole('img', { name: `${kind} picture ${kind}` })
    await expect
      .poll(() => drawn.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
      .toEqual([3, 2])
  }
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
  await show(page, 'local.tgz!/etc/cut')
  await expect(content(page)).toContainText('This picture cannot be drawn')
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
  await show(page, 'local.tgz!/etc/huge')
  await expect(content(page)).toContainText('Picture could not be shown; this is Hex.')
  await expect(content(page)).toContainText('60000 × 60000 pixels, too many to draw')
})

test('the viewer that was chosen is remembered for its kind of file, and over a new start of the page', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, certificatePath)
  await tab(page, 'Text').click()
  await expect(editor(page)).toContainText('BEGIN CERTIFICATE')
  await show(page, `${layer}!/etc/hosts`)
  await tab(page, 'Hex').click()
  await expect(content(page).getByRole('grid', { name: /^Bytes of .*hosts$/ })).toBeVisible()

  await show(page, `${layer}!/etc/vmware/ssl/castore.pem`)
  await expect(chosen(page)).toHaveText('Text')
  await show(page, `${layer}!/etc/vmware/esx.conf`)
  await expect(chosen(page)).toHaveText('Text')
  const kept = await page.evaluate(() => localStorage.getItem('bootbank.viewers'))
  expect(JSON.parse(kept ?? '')).toEqual({ certificate: 'text', plain: 'hex' })

  await show(page, certificatePath)
  await tab(page, 'Certificate').click()
  await expect(term(page, 'Version')).toHaveText('3')
  expect(await page.evaluate(() => localStorage.getItem('bootbank.viewers'))).toBe('{"plain":"hex"}')
})

test("two pages on one file: each shows it in its own way, what both chose is remembered, and an edit is the one's alone", async ({
  page,
  folder,
  host,
}) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  const other = await page.context().newPage()
  await other.goto(host.origin)
  await drawn(other)
  for (const one of [page, other]) {
    await open(one, path)
    await show(one, certificatePath)
    await expect(chosen(one)).toHaveText('Certificate')
  }
  await tab(page, 'Text').click()
  await expect(editor(page)).toContainText('BEGIN CERTIFICATE')
  // The other one still shows what it showed, and chooses for another kind of file.
  await expect(chosen(other)).toHaveText('Certificate')
  await show(other, `${layer}!/etc/hosts`)
  await tab(other, 'Hex').click()
  await expect(content(other).getByRole('grid', { name: /^Bytes of .*hosts$/ })).toBeVisible()
  const kept = await page.evaluate(() => localStorage.getItem('bootbank.viewers'))
  expect(JSON.parse(kept ?? '')).toEqual({ certificate: 'text', plain: 'hex' })

  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# mine\n')
  await expect(statusBar(page)).toContainText('1 change')
  await show(other, certificatePath)
  await expect(chosen(other)).toHaveText('Certificate')
  await expect(statusBar(other)).toContainText('No changes')
  await other.close()
})

test('a small file opens as its text, and says in words what it is for and what is in it', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/chkconfig.db`)
  await expect(tab(page, 'Text')).toHaveAttribute('aria-selected', 'true')
  await tab(page, 'About').click()
  await expect(content(page)).toContainText('Which services start with the host')
  await expect(term(page, 'hostd')).toHaveText('starts')
  await show(page, `${layer}!/etc/shadow`)
  await tab(page, 'About').click()
  await expect(term(page, 'root')).toHaveText(/^password set, changed \d{4}-\d\d-\d\d$/)
  await expect(content(page)).not.toContainText('$6$')
})

test('accounts are a table without hashes, and a row leads to its line by keys alone', async ({ page, folder }) => {
  const hash = `$6$plantedsalt$${'pLANTEDhash'.repeat(8).slice(0, 86)}`
  const shadow = `root:${hash}:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\nopen::0:0:99999:7:::\nbroken line\n`
  await open(page, await stateWith(folder, { 'etc/shadow': shadow, 'etc/passwd': 'root:x:0:0:Admin:/:/bin/sh\n' }))
  await show(page, 'local.tgz!/etc/shadow')
  await tab(page, 'Table').press('Enter')
  const table = content(page).getByRole('table', { name: 'Rows of this file' })
  const cells = (name: string) => table.getByRole('row').filter({ hasText: name }).getByRole('cell')
  await expect(cells('root')).toContainText(['1', 'root', 'set', 'SHA-512 ••••••••', '2020-11-16'])
  await expect(cells('dcui')).toContainText(['2', 'dcui', 'locked', '', '2006-07-29'])
  await expect(cells('open')).toContainText(['3', 'open', 'none: anybody gets in', ''])
  await expect(content(page).getByRole('note')).toContainText('Line 4: No colon is in it')
  await expect(content(page)).not.toContainText('pLANTED')

  await show(page, 'local.tgz!/etc/passwd')
  await expect(cells('root')).toContainText(['1', 'root', '0', '0', 'Admin', '/', '/bin/sh', 'in etc/shadow'])

  await show(page, 'local.tgz!/etc/shadow')
  await table.getByRole('button', { name: 'Show line 2 in the text' }).press('Enter')
  await expect(chosen(page)).toHaveText('Text')
  await expect(editor(page)).toBeFocused()
  await expect(editor(page).locator('.cm-activeLine')).toHaveText('dcui:*:13358:0:99999:7:::')
})

test('a view that breaks while it draws gives way to the bytes and says so; other files and the text are as ever', async ({
  page,
  folder,
  complaints,
}) => {
  // An answer that no reader gives, as a fault of ours would be.
  await page.route('**/api/node.view', async route => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      body: (await response.text()).replace('"certificates":[', '"certificates":null,"x":['),
    })
  })
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, certificatePath)
  await expect(content(page)).toContainText('Certificate could not be shown; this is Hex.')
  await expect(chosen(page)).toHaveText('Hex')
  await expect(content(page).getByRole('grid', { name: /^Bytes of .*rui\.crt$/ })).toBeVisible()
  await show(page, `${layer}!/etc/hosts`)
  await expect(editor(page)).toContainText('localhost')
  await expect(content(page)).not.toContainText('could not be shown')
  await show(page, certificatePath)
  await expect(chosen(page)).toHaveText('Hex')
  await tab(page, 'Text').click()
  await expect(editor(page)).toContainText('BEGIN CERTIFICATE')
  await expect(content(page)).not.toContainText('could not be shown')
  // What broke is told to whoever looks into the console, and nothing else is.
  expect(complaints.length).toBeGreaterThan(0)
  expect(complaints.filter(one => !/null|CertificateView/.test(one))).toEqual([])
  complaints.length = 0
})

test('the arrow keys walk through the viewers, and the focus stays on their tabs', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, certificatePath)
  await tab(page, 'Certificate').focus()
  for (const next of ['About', 'Text', 'Hex', 'Certificate']) {
    await page.keyboard.press('ArrowRight')
    await expect(tab(page, next)).toBeFocused()
    await expect(tab(page, next)).toHaveAttribute('aria-selected', 'true')
  }
  const panel = content(page).getByRole('tabpanel', { name: 'Certificate' })
  await expect(panel).toContainText('Public key')
})

test('bytes do not show what the text hides, until they are asked for', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, 'local.tgz!/etc/shadow')
  await tab(page, 'Hex').click()
  await expect(content(page)).toContainText('These bytes hold a secret')
  await expect(content(page).getByRole('grid')).toBeHidden()
  await content(page).getByRole('button', { name: 'Show the bytes' }).click()
  await expect(content(page).getByRole('grid')).toContainText('root:$6$')
})

test('a layer and the opened file have their bytes beside them, a folder has nothing to choose', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, layer)
  await expect(chosen(page)).toHaveText('Layer')
  await tab(page, 'Hex').click()
  await expect(content(page).getByRole('grid')).toContainText('DataTransfor')
  await show(page, `${layer}!/etc`)
  await expect(content(page)).toContainText('Folder')
  await expect(tabs(page)).toBeHidden()
})

test('a key shows its type, size and fingerprints and never its secret, and is remembered as that for other keys', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  const key = `${layer}!/etc/ssh/ssh_host_ecdsa_key`
  await show(page, key)
  await expect(chosen(page)).toHaveText('Text')
  await tab(page, 'Key facts').press('Enter')
  await expect(chosen(page)).toHaveText('Key facts')
  await expect(content(page)).toContainText('ssh_host_ecdsa_key.pub is its other half.')
  await expect(term(page, 'Type')).toHaveText(/^ECDSA, (?:256|384|521) bits$/)
  await expect(term(page, 'SHA-256')).toContainText(/^SHA256:[A-Za-z0-9+/]{43}/)
  await expect(term(page, 'MD5')).toContainText(/^MD5:(?:[0-9a-f]{2}:){15}[0-9a-f]{2}/)
  await show(page, `${layer}!/etc/vmware/ssl/rui.key`)
  await expect(chosen(page)).toHaveText('Key facts')
  await expect(content(page)).toContainText('rui.crt is its other half.')
  await expect(content(page)).not.toContainText('BEGIN')
  await tab(page, 'Text').click()
  await expect(editor(page)).toBeVisible()
})

test('XML and JSON are formatted beside their text, with the cursor in the same place in both, and what is broken is told', async ({
  page,
  folder,
}) => {
  const xml = '<root><service><ssh>on</ssh><ntp>off</ntp></service><service><ntp>other</ntp></service></root>'
  const files = { 'etc/a.xml': xml, 'etc/b.json': '{"a":[{"x":1},{"y":2}]}', 'etc/broken.json': '{"a": 1,\n  "b" 2}\n' }
  await open(page, await stateWith(folder, files))
  const path = content(page).locator('.cm-path')
  const formatted = content(page).getByRole('textbox', { name: /^Formatted text of / })
  await show(page, 'local.tgz!/etc/a.xml')
  await tab(page, 'Formatted').press('Enter')
  await expect(chosen(page)).toHaveText('Formatted')
  await formatted.locator('.cm-line').filter({ hasText: '<ntp>other</ntp>' }).click()
  await expect(path).toHaveText('/root/service[2]/ntp')
  await tab(page, 'Text').click()
  await expect(editor(page).locator('.cm-line').first()).toHaveText(xml)
  await expect(path).toHaveText('/root/service[2]/ntp')
  await tab(page, 'Formatted').click()
  await expect(formatted.locator('.cm-activeLine')).toHaveText('    <ntp>other</ntp>')

  // The choice is that of XML: JSON has its own.
  await show(page, 'local.tgz!/etc/b.json')
  await expect(chosen(page)).toHaveText('Text')
  await tab(page, 'Formatted').click()
  await expect(formatted.locator('.cm-line').filter({ hasText: '"y": 2' })).toBeVisible()
  await show(page, 'local.tgz!/etc/broken.json')
  await expect(chosen(page)).toHaveText('Formatted')
  await expect(content(page)).toContainText(
    'Something is wrong at line 2, column 7 of the file. A colon must stand here.',
  )
  await content(page).getByRole('button', { name: 'Show it in the text' }).press('Enter')
  await expect(chosen(page)).toHaveText('Text')
  await expect(editor(page).locator('.cm-activeLine')).toHaveText('  "b" 2}')
  await expect(statusBar(page)).toContainText('No changes')
})

test('a text of XML says where the cursor is, and its parts fold by keyboard and mouse', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/vmware/hostd/hostsvc.xml`)
  const path = content(page).locator('.cm-path')
  const line = editor(page).locator('.cm-line').filter({ hasText: 'TSM-SSH' })
  await line.click()
  await expect(path).toHaveText(/^\/ConfigRoot\/service\/TSM-SSH$/)
  await page.keyboard.press('Control+Home')
  await expect(path).toHaveText('The cursor is not in an element.')
  await editor(page).locator('.cm-line').filter({ hasText: '<service>' }).click()
  await expect(path).toHaveText('/ConfigRoot/service')
  await page.keyboard.press('Control+Shift+BracketLeft')
  await expect(line).toHaveCount(0)
  await page.keyboard.press('Control+Shift+BracketRight')
  await expect(line).toBeVisible()
  await content(page).locator('.cm-foldGutter').getByTitle('Fold line').filter({ visible: true }).first().click()
  await expect(line).toHaveCount(0)
  // What is folded is still in the text.
  await editor(page).locator('.cm-foldPlaceholder').click()
  await expect(line).toBeVisible()
  await expect(statusBar(page)).toContainText('No changes')
})
