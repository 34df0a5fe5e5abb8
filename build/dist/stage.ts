// Lays out what goes into packages, in out/package: `app` becomes the window's app.asar, `node` is the part that runs on the machine's
// own Node (command line and browser host), `legal` the licences and the list of what is inside. Only what is reached is copied.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { bundledPackages } from './bundled-packages'
import { billOfMaterials } from './bill-of-materials'
import { closureOf } from './module-graph'
import { projectFacts } from './project-facts'
import { thirdPartyLicences } from './third-party-licences'

/** The icon that the window shows on Linux. */
const windowIcon = 'build/icons/256x256.png'

/** Lays everything out under `root`/out/package and gives that folder. Throws where something is not built. */
export async function stagePackages(root: string): Promise<string> {
  const staged = join(root, 'out/package')
  for (const needed of ['out/main/main.js', 'out/renderer/index.html', 'out/sample/state.tgz']) {
    if (!existsSync(join(root, needed))) throw new Error(`${needed} is not built. Run "npm run build" first.`)
  }
  rmSync(staged, { recursive: true, force: true })
  const copy = (part: string, path: string) => {
    const to = join(staged, part, path)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(root, path), to, { recursive: true })
  }
  const copyBundles = (part: string, entries: readonly string[]) => {
    const paths = closureOf(entries.map(entry => join(root, 'out/main', entry)))
    for (const path of paths) copy(part, relative(root, path))
    for (const path of ['out/main/sql-wasm.wasm', 'out/renderer', 'out/sample']) copy(part, path)
  }

  copyBundles('app', ['main.js', 'worker.js', 'deflate-thread.js'])
  copy('app', 'out/preload/preload.cjs')
  copy('app', windowIcon)

  copyBundles('node', ['cli.cjs', 'web.js', 'worker.js', 'deflate-thread.js'])
  copy('node', 'LICENSE')
  const commands = join(staged, 'node/bin')
  cpSync(join(root, 'build/dist/node-part'), commands, { recursive: true })
  // One script, which goes by its name.
  cpSync(join(commands, 'bootbank'), join(commands, 'bootbank-browser'))
  const { name, version, license } = projectFacts(root)
  writeFileSync(join(staged, 'node/package.json'), json({ name, version, license, type: 'module', private: true }))

  const packages = await bundledPackages(root)
  copy('legal', 'LICENSE')
  writeFileSync(
    join(staged, 'legal/THIRD-PARTY-LICENCES.txt'),
    thirdPartyLicences(packages, readFileSync(join(root, 'LICENSE'), 'utf8')),
  )
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  writeFileSync(join(staged, 'legal/bootbank.cdx.json'), billOfMaterials(projectFacts(root), packages, lock))
  return staged
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
