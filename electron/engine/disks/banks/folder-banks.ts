// Boot banks that are mounted: a folder with the boot.cfg of one in it, or a folder of such folders, as restore.sh looks for them.
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Bytes } from '../../codecs/bytes'
import { type ReadOptions, readFileBytes } from '../../files/read-file'
import { BOOT_CFG, type FoundBank, STATE } from './bank'
import { BOOT_CFG_BYTES, parseBootCfg } from './boot-cfg'

/** Folders in a folder that are looked into. */
const MOST_FOLDERS = 256

/** A bank, and the paths of the files in its folder. */
export interface MountedBank {
  readonly bank: FoundBank
  readonly files: readonly string[]
}

/** The banks in a folder; empty where there is none. Throws what reading a state.tgz throws. */
export async function banksInFolder(path: string, options: ReadOptions): Promise<readonly MountedBank[]> {
  const own = await bankIn(path, options)
  if (own) return [own]
  const names = (await readdir(path)).toSorted().slice(0, MOST_FOLDERS)
  const found: MountedBank[] = []
  for (const name of names) {
    const facts = await stat(join(path, name)).catch(() => null)
    const bank = facts?.isDirectory() ? await bankIn(join(path, name), options) : null
    if (bank) found.push(bank)
  }
  return found
}

async function bankIn(path: string, options: ReadOptions): Promise<MountedBank | null> {
  const names = await readdir(path).catch(() => [])
  // A mounted FAT may show its names in capitals.
  const nameOf = (wanted: string) => names.find(name => name.toLowerCase() === wanted)
  const cfgName = nameOf(BOOT_CFG)
  const head = cfgName === undefined ? null : await headOf(join(path, cfgName))
  const bootCfg = head && parseBootCfg(head)
  if (!bootCfg || cfgName === undefined) return null
  const stateName = nameOf(STATE)
  const files = await Promise.all(names.map(async name => fileAt(path, name)))
  const state = stateName === undefined ? null : await fileAt(path, stateName)
  const content: Bytes | null =
    state && stateName !== undefined
      ? await readFileBytes(join(path, stateName), { ...options, name: `${options.name}/${stateName}` })
      : null
  const bank = {
    partition: null,
    label: basename(resolve(path)),
    bootCfg,
    bootCfgModified: (await fileAt(path, cfgName))?.modified ?? null,
    files: files.filter(file => file !== null),
    state: state && content && { file: state, content, problem: null },
  }
  return { bank, files: names.map(name => join(path, name)) }
}

async function headOf(path: string): Promise<Uint8Array | null> {
  const file = await open(path, 'r').catch(() => null)
  try {
    if (!(await file?.stat())?.isFile() || !file) return null
    const { bytesRead, buffer } = await file.read(Buffer.alloc(BOOT_CFG_BYTES), 0, BOOT_CFG_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file?.close()
  }
}

async function fileAt(folder: string, name: string) {
  const facts = await stat(join(folder, name)).catch(() => null)
  if (!facts?.isFile()) return null
  return { name, size: facts.size, modified: facts.mtime.toISOString().slice(0, 19) }
}
