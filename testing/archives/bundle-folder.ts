// Where tests build bundles: a temporary folder for each test, with programs that run in it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Document } from '../../electron/engine/document/document'
import { hostCard } from '../../electron/engine/facts/host-card'
import { buildBundle } from '../../electron/engine/restore/bundle'
import { planBundle } from '../../electron/engine/restore/plan'
import type { SaveOptions } from '../../electron/engine/restore/save'
import type { BundleOptions } from '../../shared/model/bundle'
import type { Finding } from '../../shared/model/finding'
import { esxConf, opened, put, sealedState } from './small-backups'

/** esx.conf of the small backups after `edited`: with another host name. */
export const renamedConf = esxConf.replace('esx01', 'esx02')

/** A document of which esx.conf has another host name and etc/hosts another mode. */
export async function edited(state = sealedState()): Promise<Document> {
  const document = await opened(state)
  await put(document, 'etc/vmware/esx.conf', renamedConf)
  document.chmod(await document.resolve('etc/hosts'), 0o1644)
  return document
}

/** The findings about the bundle itself, without those of the checks. */
export async function bundleFindings(document: Document): Promise<readonly Finding[]> {
  const { findings } = await planBundle(document, await hostCard(document))
  return findings.filter(({ code }) => code.startsWith('bundle-'))
}

/** SHA-256, lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** To be called once at the top of a test file: each test gets an empty folder, which is removed after it. */
export function bundleFolder() {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })
  const at = (...names: readonly string[]) => join(folder, ...names)
  return {
    /** A path in the folder; without names, the folder. */
    at,
    bytes: (name: string) => readFileSync(at(name)),
    /** Standard output of a program that runs in the folder, or in `cwd`. Throws when it does not end with 0. */
    run: (command: string, args: readonly string[], cwd = folder) =>
      execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    /** Builds a bundle into the folder. */
    build: async (
      document: Document,
      kind: 'folder' | 'zip',
      name: string,
      { asked = {}, ...options }: SaveOptions & { readonly asked?: BundleOptions } = {},
    ) => buildBundle(document, await hostCard(document), { kind, path: at(name), asked }, options),
  }
}
