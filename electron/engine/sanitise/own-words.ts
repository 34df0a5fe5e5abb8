// The words that a backup is made of: names of files that every host has, properties and values that its schemas know, columns of databases, keys
// and tags of its texts. What is called like one of these cannot be replaced wherever it stands.
import { isJsonObject, type Json } from '../../../shared/model/json'
import { keptFiles } from '../atlas/kept-files'
import { olderList } from '../atlas/older-list'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { encodingOf } from '../formats/text/encoding'
import { settingsOf } from '../settings/read-settings'
import { throughDatabase } from './in-database'

/** Words of every format, and folders of every host. */
const always =
  'true false yes no on off null none auto name value key id type version config enabled disabled state local esx vmfs volumes tmp usr bin sbin lib lib64 opt proc dev init.d rc.d http https tcp udp ssh tgz ve xml json pem'
/** Bytes of a text that is looked through for words. */
const most = 16 * 1024 * 1024

/** In lower case: whole (`rui.key`) and in their parts. Throws nothing. */
export async function ownWords(document: Document): Promise<ReadonlySet<string>> {
  const words = new Set<string>()
  const add = (text: string) => {
    for (const [whole] of text.toLowerCase().matchAll(/[a-z0-9_]+(?:[.-][a-z0-9_]+)*/g)) {
      words.add(whole)
      for (const part of whole.split(/[.-]/)) words.add(part)
    }
  }
  const addKeys = (value: Json): void => {
    if (Array.isArray(value)) for (const one of value as readonly Json[]) addKeys(one)
    else if (isJsonObject(value))
      for (const [key, one] of Object.entries(value)) {
        add(key)
        // In a schema: what a setting may be.
        if ((key === 'enum' || key === 'const' || key === 'default') && one !== null) add(JSON.stringify(one))
        addKeys(one)
      }
  }
  add(always)
  const settings = await settingsOf(document)
  for (const path of [...keptFiles(settings).keys(), ...olderList, CONFIGSTORE_PATH, SCHEMA_STORE_PATH]) add(path)
  for (const { component, group, name } of settings.schemas.all()) add(`${component} ${group} ${name}`)
  for (const { component, group, name, row, value } of settings.entries) {
    if (row === null) continue
    add(`${component} ${group} ${name}`)
    addKeys(value)
  }
  for (const { key } of settings.keyValues) add(key)
  for (const entry of document.layers().flatMap(layer => layer.entries())) {
    if (entry.kind !== 'file' || entry.problem || entry.opens !== null || entry.size > most) continue
    const bytes = toUint8Array(document.content(entry))
    if (isSqlite(bytes)) {
      const isSchemas = plain(entry.name) === SCHEMA_STORE_PATH
      const text = (value: string) => {
        if (/^CREATE /i.test(value)) add(value)
        else if (isSchemas) addKeys(parsed(value))
        return value
      }
      await throughDatabase(bytes, { paths: [] }, { text, blob: blob => blob }, false).catch(() => null)
    } else if (encodingOf(bytes) !== null) addNamesOf(Buffer.from(bytes).toString('latin1'), add)
  }
  return words
}

/** Keys before `=`, and in XML the names of elements and attributes. */
function addNamesOf(text: string, add: (words: string) => void): void {
  for (const [, key = ''] of text.matchAll(/^[ \t]*([\w./[\]-]{1,200})[ \t]*=/gm)) add(key)
  if (!/^(?:\xef\xbb\xbf)?\s*</.test(text)) return
  for (const [, name = '', attributes = ''] of text.matchAll(/<([\w:.-]{1,100})([^<>]{0,1000})/g)) {
    add(name)
    for (const [, attribute = ''] of attributes.matchAll(/([\w:.-]{1,100})=/g)) add(attribute)
  }
}

/** Null for what is not JSON. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
