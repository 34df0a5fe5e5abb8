// Generated collections for journeys, small enough to be dropped.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type CollectionName, makeCollection } from '../testing/fixtures/collections'

/** Writes a collection; gives the path. */
export async function writeCollection(folder: string, shape: CollectionName): Promise<string> {
  const { name, bytes } = await makeCollection(shape)
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** Writes a collection unpacked, as the folder `unpacked`; gives the path. */
export async function writeUnpacked(folder: string, shape: CollectionName): Promise<string> {
  const { members } = await makeCollection(shape)
  const top = join(folder, 'unpacked')
  for (const { name, content } of members) {
    const path = join(top, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  return top
}
