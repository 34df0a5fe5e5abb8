// Which packages of node_modules are inside the bundles: the bundler itself is asked, because package.json also lists what is used
// only while building, and a list kept by hand would go out of date.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'electron-vite'
import { build as buildWithVite } from 'vite'
import { z } from 'zod'

/** A package that is shipped, in part or as a whole. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly license: string
  readonly homepage: string | null
  /** Name of the author; null where package.json does not tell it. */
  readonly author: string | null
  /** Absolute path of its folder. */
  readonly folder: string
}

const packageJson = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  homepage: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
})

/** A bundle as the bundler's hook sees it. */
type Bundle = Readonly<Record<string, { readonly type: string; readonly modules?: Readonly<Record<string, unknown>> }>>

/** The packages in all bundles of the program, by name. Builds everything once, into a folder that is thrown away. */
export async function bundledPackages(root: string): Promise<readonly BundledPackage[]> {
  const folders = new Set<string>()
  const recorder = {
    name: 'bundled-packages',
    generateBundle(_options: unknown, bundle: Bundle) {
      for (const file of Object.values(bundle)) {
        for (const module of Object.keys(file.modules ?? {})) {
          const folder = packageFolder(module)
          if (folder !== null) folders.add(folder)
        }
      }
    },
  }
  const outDir = mkdtempSync(join(tmpdir(), 'bootbank-bundles-'))
  try {
    const options = { root, logLevel: 'error' as const, build: { outDir, emptyOutDir: true }, plugins: [recorder] }
    await build(options)
    await buildWithVite({ ...options, configFile: join(root, 'command-line.vite.config.ts') })
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
  return [...folders].map(packageIn).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The folder of the package that a module belongs to; null for one of ours. */
export function packageFolder(module: string): string | null {
  const path = module.replace(/^\0/, '').replaceAll('\\', '/')
  const [found] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/?]+/.exec(path) ?? []
  return found ?? null
}

/** Facts of the package in a folder. Throws where it names no licence. */
export function packageIn(folder: string): BundledPackage {
  const data = packageJson.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  if (data.license === undefined) throw new Error(`${data.name} names no licence`)
  const { name, version, license, homepage = null, author = null } = data
  return { name, version, license, homepage, author, folder }
}
