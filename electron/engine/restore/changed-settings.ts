// What a bundle changes in settings: keys of esx.conf and settings of ConfigStore, old and new, secrets as ***.
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import type { SettingDifference } from '../../../shared/model/change'
import { fileWith } from '../../../shared/secrets/secret'
import { secretSpans } from '../../../shared/secrets/spans'
import { toUint8Array } from '../codecs/bytes'
import { isStore, settingsBetween } from '../diff/store-settings'
import { starred } from '../diff/words'
import type { Document } from '../document/document'
import { plain } from '../document/plain-name'
import type { SlotChange } from '../document/slot-changes'
import { ESX_CONF_PATH } from '../esx/paths'
import { secretNamesOf } from '../secrets/schema-names'
import { settingsOf } from '../settings/read-settings'

/** Settings that are told at most; a change of a whole host has some hundred. */
const MOST = 2000

/** The settings that the changes set otherwise, in the order of the changes; none for files that hold no settings. */
export async function changedSettings(
  document: Document,
  changes: readonly SlotChange[],
): Promise<readonly SettingDifference[]> {
  const settings = await settingsOf(document)
  const file = fileWith([ESX_CONF_PATH], secretNamesOf(settings))
  const shown = (path: string, value: string | null) =>
    value !== null && secretSpans(`${path} = "${value}"`, file).length > 0 ? '***' : value && starred(value)
  const found: SettingDifference[] = []
  for (const { before, after, kinds } of changes) {
    if (!kinds.includes('content') || before?.kind !== 'file' || after?.kind !== 'file') continue
    const old = document.originalContent(before)
    const now = document.content(after)
    if (!old) continue
    if (isStore(before, old) && isStore(after, now))
      found.push(...(await settingsBetween(toUint8Array(old), toUint8Array(now), settings.schemas)))
    else if (plain(after.name) === ESX_CONF_PATH) {
      const [was, is] = [readKeys(text(toUint8Array(old))), readKeys(text(toUint8Array(now)))]
      for (const path of new Set([...was.keys(), ...is.keys()]))
        if (was.get(path) !== is.get(path))
          found.push({ path, before: was.get(path) ?? null, after: is.get(path) ?? null })
    }
  }
  return found
    .slice(0, MOST)
    .map(({ path, before, after }) => ({ path, before: shown(path, before), after: shown(path, after) }))
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
