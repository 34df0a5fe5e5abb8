// What holds for every disk, however it lies: nothing is thrown but an error with its place; every finding has disk and byte; a disk is read in
// bounded time; and a disk without a finding can be given another state, after which it has that state, and nothing to be found.
import { BootbankError } from '../../shared/model/errors'
import { type Bytes, bytesOf, sha256Of } from '../../electron/engine/codecs/bytes'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { Damage } from '../../electron/engine/disks/damage'
import { readDisk, volumeOf } from '../../electron/engine/disks/open-disk'
import { readPartitions } from '../../electron/engine/disks/partitions/table'
import { planState } from '../../electron/engine/disks/prepare/plan-state'
import { openSparse } from '../../electron/engine/disks/vmdk/sparse'
import type { DiskSeed } from './disk-inputs'

const NAME = 'disk.img'
const now = new Date('2024-05-06T07:08:10Z')
const place = { disk: NAME, partition: null, start: 0 }
const options = { limits: defaultLimits }
/** Milliseconds of the processor for one disk: what the machine does beside it does not count. */
const MOST = 2000

/** What came of it. Throws where a promise is broken. */
export function checkDisk(seed: DiskSeed, length: number, newState: Uint8Array): string {
  const started = process.cpuUsage()
  const file = bytesOf(seed.bytes.subarray(0, length))
  let outcome: string
  try {
    outcome = seed.kind === 'raw' ? checkRaw(file, newState, seed.bytes) : checkVmdk(file)
  } catch (error) {
    outcome = placed(error)
  }
  const { user, system } = process.cpuUsage(started)
  const took = (user + system) / 1000
  if (took > MOST) throw new Error(`took ${Math.round(took)} ms`)
  return outcome
}

function checkVmdk(file: Bytes): string {
  const { bytes } = openSparse(file, place, defaultLimits)
  return readAndCheck(bytes).report.banks.length > 0 ? 'vmdk with banks' : 'vmdk without banks'
}

function readAndCheck(bytes: Bytes) {
  const disk = readDisk({ name: NAME, kind: 'raw', bytes, files: [], plainFile: null }, options)
  for (const { place: where, message } of disk.report.findings) {
    if (where.layer !== NAME || !Number.isSafeInteger(where.offset) || !message.includes(' → byte ')) {
      throw new Error(`a finding without its place: ${message}`)
    }
  }
  return disk
}

function checkRaw(file: Bytes, newState: Uint8Array, buffer: Buffer): string {
  const { report } = readAndCheck(file)
  const [bank] = report.banks
  if (!bank) return 'no bank'
  const damage = new Damage()
  const partition = readPartitions(file, place, defaultLimits, damage).partitions.find(
    ({ number }) => number === bank.partition,
  )
  const image = { name: NAME, kind: 'raw' as const, bytes: file, files: [], plainFile: null }
  const volume = partition && volumeOf(image, partition, options, damage)
  if (!volume) throw new Error('a bank without a file system')
  let ranges: ReturnType<typeof planState>
  try {
    ranges = planState(volume, bytesOf(newState), now)
  } catch (error) {
    return `not written: ${placed(error)}`
  }
  for (const { offset, after } of ranges) buffer.set(after, offset)
  try {
    const again = readAndCheck(file).report
    const isThere = again.banks[0]?.state?.sha256 === sha256Of(bytesOf(newState))
    const isAlone = again.findings.length <= report.findings.length
    if (report.findings.length === 0 && !(isThere && isAlone))
      throw new Error('the new state is not there, or not alone')
    return report.findings.length === 0 ? 'written' : 'written beside damage elsewhere'
  } finally {
    for (const { offset, before } of ranges) buffer.set(before, offset)
  }
}

function placed(error: unknown): string {
  if (!(error instanceof BootbankError)) throw error
  if (error.code === 'INTERNAL' || error.where.layer === undefined || error.where.offset === undefined) {
    throw new Error(`an error without its place: ${error.code} ${error.message}`)
  }
  return error.code
}
