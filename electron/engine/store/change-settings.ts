// Changes of settings, wherever they stand: rows of ConfigStore by SQLite, keys of esx.conf line by line.
import { parseEsxConf, removeKey, setKey } from '../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../shared/model/errors'
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import type { Document } from '../document/document'
import { changeConfFile, readConfFile } from '../edits/conf-file'
import { CONF_COMPONENT } from '../settings/conf-keys'
import { settingsOf } from '../settings/read-settings'
import { changeStore, planStore } from './change-store'
import type { SettingChange } from './store-rows'

/**
 * Makes all of the changes as one step of undo called `label`, or none. `now` is the time that changed rows of ConfigStore are given.
 * Throws what `changeStore` throws, CONF_VALUE for what esx.conf cannot hold, SETTING_PATH for a key that is not there.
 */
export async function changeSettings(
  document: Document,
  label: string,
  changes: readonly SettingChange[],
  now: Date,
): Promise<void> {
  const conf = changes.filter(({ path }) => path.startsWith(`${CONF_COMPONENT}/`))
  const store = changes.filter(({ path }) => !path.startsWith(`${CONF_COMPONENT}/`))
  await document.openChain()
  await document.asOneStep(label, async () => {
    for (const change of conf) await changeKey(document, label, change)
    if (store.length > 0) await changeStore(document, label, store, now)
  })
}

/** Why a setting cannot be given a value, in a sentence; null where it can. Nothing is changed. */
export async function refusalOf(document: Document, change: SettingChange): Promise<string | null> {
  try {
    if (!change.path.startsWith(`${CONF_COMPONENT}/`)) await planStore(document, [change])
    else (await keyChange(document, change))((await readConfFile(document)).text)
    return null
  } catch (error) {
    if (error instanceof BootbankError && error.code !== 'INTERNAL') return error.message
    throw error
  }
}

async function changeKey(document: Document, label: string, change: SettingChange): Promise<void> {
  await changeConfFile(document, label, await keyChange(document, change))
}

/** What a change does to the text of esx.conf. */
async function keyChange(document: Document, { path, value }: SettingChange): Promise<(text: string) => string> {
  const found = (await settingsOf(document)).at(path)
  const isPart = found && (isJsonObject(found.value) || isJsonList(found.value))
  if (!found || isPart)
    throw new BootbankError(
      'SETTING_PATH',
      isPart
        ? `${path} is several keys. Change each by itself.`
        : `There is no key ${path} in esx.conf. Add one by its key.`,
      { path },
    )
  const { line } = found.place ?? {}
  return text => {
    const key = found.source === 'option' ? userVariable(path) : keyAt(text, line ?? 0, path)
    return value === undefined ? removeKey(text, key) : setKey(text, key, wordOf(value, path))
  }
}

/** The key of a user variable that stands at its default, which has no line of its own. */
function userVariable(path: string): string {
  return `/adv/UserVars/${path.slice(path.lastIndexOf('#') + 1)}`
}

function keyAt(text: string, number: number, path: string): string {
  const line = parseEsxConf(text)[number - 1]
  if (line?.kind !== 'entry')
    throw new BootbankError('SETTING_PATH', `There is no key ${path} in esx.conf (any more).`, { path })
  return line.key
}

/** A value as esx.conf writes it. */
function wordOf(value: Json, path: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new BootbankError('CONF_VALUE', `${path} is a key of esx.conf, which holds a text, a number, true or false.`, {
    path,
  })
}
