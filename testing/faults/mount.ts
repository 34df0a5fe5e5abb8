// Small disks in memory, for what only a disk of its own can do: be full, be read-only, be pulled out. They need the superuser.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { World } from './world'

const call = promisify(execFile)

/** Why no disk can be mounted here; null where it can. */
export async function whyNoDisk(world: World): Promise<string | null> {
  if (process.platform !== 'linux') return 'a disk in memory is mounted on Linux only'
  return withDisk(world, 'size=64k', async () => null).catch(() => 'mounting a disk needs the superuser')
}

/** A mounted tmpfs, gone again afterwards. */
export async function withDisk<T>(world: World, options: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await world.fresh()
  await call('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  try {
    return await use(folder)
  } finally {
    await call('umount', ['-l', folder])
  }
}

/** Changes the options of a mounted disk. */
export async function remount(folder: string, options: string): Promise<void> {
  await call('mount', ['-o', `remount,${options}`, folder])
}

/** Shows a disk in a second place, from where it can be pulled out and plugged in again. */
export async function plugIn(disk: string, folder: string): Promise<void> {
  await call('mount', ['--bind', disk, folder])
}

/** Takes all away that is mounted there, however often. */
export async function pullOut(folder: string): Promise<void> {
  while (
    await call('umount', ['-l', folder]).then(
      () => true,
      () => false,
    )
  );
}
