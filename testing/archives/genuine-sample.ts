// The genuine backup lies outside the project and may be absent: tests on it are skipped, with this reason.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../../shared/samples/esxi-7.0.2')

/** Folder of the genuine host backup; null where it is absent. */
export const genuineSample: string | null = existsSync(join(folder, 'state.tgz')) ? folder : null

/** What a test on it needs, as `needs` says it. */
export const theGenuineSample = 'the genuine host backup, which lies outside the project'

/** Bytes of one of its files. */
export function readGenuine(name: string): Uint8Array {
  if (!genuineSample) throw new Error('the genuine sample is not here')
  return readFileSync(join(genuineSample, name))
}
