// The settings view as a person finds their way in it, and the settings that a file holds.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { bytesOf } from '../electron/engine/codecs/bytes'
import { Document } from '../electron/engine/document/document'
import { settingsOf } from '../electron/engine/settings/read-settings'
import type { Json } from '../shared/model/json'

export const settings = (page: Page) => page.getByRole('tree', { name: 'Settings' })
export const line = (page: Page, name: string) => settings(page).getByRole('treeitem', { name, exact: true })
export const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter settings' })
export const detail = (page: Page) => page.getByRole('region', { name: /^Setting / })
export const card = (page: Page, name: string) => detail(page).getByRole('article', { name, exact: true })

/** Every setting that a file holds, by its path. */
async function settingsIn(path: string): Promise<ReadonlyMap<string, Json>> {
  const document = await Document.open(bytesOf(await readFile(path)), { name: 'state.tgz' })
  await document.openChain()
  const { entries } = await settingsOf(document)
  return new Map(entries.flatMap(one => one.settings.map(({ property, value }) => [`${one.path}#${property}`, value])))
}

/** What differs between two files, setting by setting. */
export async function differences(
  before: string,
  after: string,
): Promise<readonly (readonly [string, Json | undefined, Json | undefined])[]> {
  const [old, now] = [await settingsIn(before), await settingsIn(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(path => JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)))
    .map(path => [path, old.get(path), now.get(path)] as const)
}
