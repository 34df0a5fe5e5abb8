// The genuine backup lies outside the project and may be absent: tests on it skip, and say so.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../../shared/samples/esxi-7.0.2')

/** Folder of the genuine host backup; null, with a printed reason, where it is absent. */
export const genuineSample: string | null = existsSync(join(folder, 'state.tgz')) ? folder : null

if (!genuineSample)
  process.stdout.write('skipped: tests on the genuine host backup (it lies outside the project and is not here)\n')

/** Bytes of one of its files. */
export function readGenuine(name: string): Uint8Array {
  if (!genuineSample) throw new Error('the genuine sample is not here')
  return readFileSync(join(genuineSample, name))
}
