// What a guided change would write, gathered before anything is written: settings of ConfigStore, keys of esx.conf, texts of files. What the
// backup has already is not written again.
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import type { Json } from '../../../shared/model/json'
import { toUint8Array } from '../codecs/bytes'
import { findEntry } from '../esx/find-entry'
import { ESX_CONF_PATH } from '../esx/paths'
import type { HostView } from '../facts/host-view'
import { sameJson } from '../settings/entry'
import type { SettingChange } from '../store/store-rows'

/** What one guided change would write, as one step of undo. */
export class Plan {
  /** By path; undefined removes. */
  readonly settings = new Map<string, Json | undefined>()
  /** Of esx.conf; null removes. */
  readonly keys = new Map<string, string | null>()
  /** By path in the host's tree, a character a byte; null removes. */
  readonly files = new Map<string, string | null>()
  readonly notes: string[] = []
  /** Answers that were not given and were worked out of others, by their questions. */
  readonly filled: Record<string, string> = {}
  #conf: ReadonlyMap<string, string> | null = null

  constructor(readonly host: HostView) {}

  /** Gives a setting of ConfigStore a value; undefined takes it out of its row. */
  set(path: string, value: Json | undefined): void {
    const found = this.host.settings.at(path)
    const stored = found?.place?.row !== undefined
    if (value === undefined ? !stored : found && sameJson(found.value, value)) return
    this.settings.set(path, value)
  }

  /** Takes a row of ConfigStore out. */
  removeRow(path: string): void {
    if (this.host.settings.entry(path)?.row) this.settings.set(path, undefined)
  }

  /** Keys of esx.conf as the backup has them. */
  conf(): ReadonlyMap<string, string> {
    this.#conf ??= readKeys(this.host.file(ESX_CONF_PATH)?.text ?? '')
    return this.#conf
  }

  /** Keys of esx.conf as they would be. */
  keysNow(): ReadonlyMap<string, string> {
    const now = new Map(this.conf())
    for (const [key, value] of this.keys) {
      if (value === null) now.delete(key)
      else now.set(key, value)
    }
    return now
  }

  /** Gives a key of esx.conf a value; null removes it. */
  key(key: string, value: string | null): void {
    if ((this.conf().get(key) ?? null) === value) this.keys.delete(key)
    else this.keys.set(key, value)
  }

  /** The key only where esx.conf has it. */
  knownKey(key: string, value: string): void {
    if (this.conf().has(key)) this.key(key, value)
  }

  /** The text of a file as it would be, a character a byte; null where there is none. */
  text(path: string): string | null {
    const planned = this.files.get(path)
    return planned === undefined ? this.before(path) : planned
  }

  /** The text of a file as it is. */
  before(path: string): string | null {
    const entry = findEntry(this.host.document, path)
    if (!entry || entry.problem) return null
    return Buffer.from(toUint8Array(this.host.document.content(entry))).toString('latin1')
  }

  /** Gives a file a text, a character a byte; null removes it. */
  put(path: string, text: string | null): void {
    if (text === this.before(path)) this.files.delete(path)
    else this.files.set(path, text)
  }

  /** Changes lines of a file, where there is one: each is given with its end, and null takes it out. */
  eachLine(path: string, change: (line: string) => string | null): void {
    const text = this.text(path)
    if (text === null) return
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
    this.put(path, lines.map(line => change(line) ?? '').join(''))
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text)
  }

  get empty(): boolean {
    return this.settings.size + this.keys.size + this.files.size === 0
  }

  /** For the store. */
  settingChanges(): readonly SettingChange[] {
    return [...this.settings].map(([path, value]) => (value === undefined ? { path } : { path, value }))
  }
}

/** A text as bytes that a file holds, a character a byte. */
export function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
