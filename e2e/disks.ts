// A generated boot disk for journeys, small enough to be dropped.
import { join } from 'node:path'
import { makeBackup } from '../testing/fixtures/backups'
import { makeBootDisk } from '../testing/fixtures/disks/boot-disk'
import { writeSparse } from '../testing/fixtures/disks/sparse-image'

/** Writes `old.img`: from before 7.0, whose first bank is newer and retired, so that the two rules on which one boots disagree; gives the path. */
export async function writeOldDisk(folder: string): Promise<string> {
  const { bytes } = await makeBackup('esxi-6.7')
  const path = join(folder, 'old.img')
  await writeSparse(
    path,
    makeBootDisk({
      layout: 'mbr-before-7.0',
      size: 16 * 1024 * 1024,
      bankBytes: 5 * 1024 * 1024,
      fat: { clusterBytes: 1024 },
      banks: [
        { state: bytes, bootstate: 3, updated: 7, build: '6.7.0-0.0.13006603' },
        { state: bytes, bootstate: 0, updated: 6, build: '6.7.0-0.0.10302608' },
      ],
    }),
  )
  return path
}

/** Writes `stick.img`: since 7.0, an 8.0 host on the first bank and the same from 7.0 U2 on the second; gives the path. */
export async function writeDisk(folder: string): Promise<string> {
  const [newer, older] = await Promise.all([makeBackup('esxi-8.0'), makeBackup('esxi-7.0.2')])
  const path = join(folder, 'stick.img')
  await writeSparse(
    path,
    makeBootDisk({
      layout: 'gpt-since-7.0',
      size: 16 * 1024 * 1024,
      bankBytes: 5 * 1024 * 1024,
      fat: { clusterBytes: 1024 },
      banks: [
        { state: newer.bytes, bootstate: 0, updated: 4, build: '8.0.2-0.0.22380479' },
        { state: older.bytes, bootstate: 0, updated: 3, build: '7.0.2-0.0.17867351' },
      ],
    }),
  )
  return path
}
