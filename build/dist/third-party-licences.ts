// The licence texts that must travel with the program: of every package inside the bundles, in full.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BundledPackage } from './bundled-packages'

const intro = `Bootbank contains the packages below, in part or as a whole, under the licences given with each.

Electron, Chromium and Node.js, which the desktop packages ship beside it, come with their own: LICENSE.electron.txt and
LICENSES.chromium.html in the folder of the program.

sql.js contains SQLite, which its authors have put into the public domain, compiled with Emscripten (MIT).
`

/**
 * The text of the file. `mit` is the text of our own licence, for packages under the same one that come without its text. Throws for any
 * other package without a licence text, which could not be shipped.
 */
export function thirdPartyLicences(packages: readonly BundledPackage[], mit: string): string {
  const parts = packages.map(one => {
    const head = `${one.name} ${one.version} (${one.license})${one.homepage === null ? '' : `\n${one.homepage}`}`
    return `${'='.repeat(80)}\n${head}\n${'-'.repeat(80)}\n${licenceText(one, mit)}\n`
  })
  return [intro, ...parts].join('\n')
}

function licenceText({ name, folder, license, author }: BundledPackage, mit: string): string {
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
  if (files.length === 0 && license === 'MIT' && author !== null) {
    return `The package names this licence and comes without its text.\n\n${mit.trim().replace(/^Copyright.*$/m, `Copyright (c) ${author}`)}`
  }
  if (files.length === 0) throw new Error(`${name} comes without a licence text`)
  return files.map(file => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n')
}
