// "Is this certificate about to expire, and does its key match?" by keys alone: from the backup to the sentence, and to the text that openssl
// prints of it. openssl is asked the same.
import { spawnSync } from 'node:child_process'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { file, tgz } from '../../testing/archives/small-backups'
import { opensslPair } from '../../testing/openssl-pair'
import { writeBytes } from '../backups'
import { expect, test } from '../host'
import { goToFile } from '../palette'
import { chooseFile, tree } from '../window'

const content = (page: Page) => page.getByRole('region', { name: 'Content' })

/** Two pairs of openssl, one that ends in 12 days; the first certificate with its own key or that of the second. */
async function backupWith(folder: string, ownKey: boolean): Promise<string> {
  const rui = opensslPair(folder, 'rui', '-days', '12', '-subj', '/CN=rui.lab.example')
  const other = opensslPair(folder, 'other', '-days', '400', '-subj', '/CN=other.lab.example')
  const inner = tgz([
    file('etc/hosts', '127.0.0.1 localhost\n'),
    file('etc/vmware/ssl/rui.crt', rui.crt),
    file('etc/vmware/ssl/rui.key', ownKey ? rui.key : other.key),
  ])
  return writeBytes(folder, 'state.tgz', tgz([file('local.tgz', inner)]))
}

for (const ownKey of [true, false]) {
  test(`by keys alone: it ends in days, and the key is ${ownKey ? 'its own' : 'that of another'}`, async ({
    page,
    folder,
  }) => {
    const { keyboard } = page
    const path = await backupWith(folder, ownKey)
    await chooseFile(page, path, () => keyboard.press('Control+o'))
    await expect(tree(page)).toBeFocused()
    await goToFile(page, 'etc/vmware/ssl/rui.crt')

    // The answer, and that of openssl.
    await expect(content(page)).toContainText(/Expires in 1[12] days/)
    const runs = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    expect(runs('x509', '-in', 'rui.crt', '-noout', '-checkend', `${13 * 86_400}`).status).toBe(1)
    expect(runs('x509', '-in', 'rui.crt', '-noout', '-checkend', `${10 * 86_400}`).status).toBe(0)
    await expect(content(page)).toContainText(
      ownKey ? 'rui.key is its private key.' : 'rui.key is the key of another certificate',
    )
    const [ofCertificate, ofKey] = [
      runs('x509', '-in', 'rui.crt', '-noout', '-pubkey').stdout,
      runs('pkey', '-in', ownKey ? 'rui.key' : 'other.key', '-pubout').stdout,
    ]
    expect(ofCertificate === ofKey).toBe(ownKey)

    // Down to the text, by the tabulator and Enter.
    const summary = content(page).getByText('As OpenSSL prints it')
    for (let steps = 0; steps < 40; steps++) {
      if (await summary.evaluate(element => element === document.activeElement)) break
      await keyboard.press('Tab')
    }
    await expect(summary).toBeFocused()
    await keyboard.press('Enter')
    const printed = runs('x509', '-in', 'rui.crt', '-noout', '-text', '-nameopt', 'oneline').stdout
    await expect.poll(() => content(page).locator('pre').textContent()).toBe(printed)
    expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
  })
}
