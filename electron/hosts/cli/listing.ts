// Header facts of entries as text: modes, times, and the columns of `ls -l`.
import type { Entry } from '../../engine/document/entry'
import { modeAsLs } from '../../../shared/model/mode'
import { isoTime } from '../../engine/formats/iso-time'
import { count } from '../../../shared/text/count'

/** Mode bits as an octal number of at least five digits, such as 01600. */
export function octalMode(mode: number): string {
  return `0${mode.toString(8).padStart(4, '0')}`
}

/** An ISO 8601 time for people: seconds, without the letters. */
export function plainTime(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '')
}

/** The columns of `ls -l`. */
export interface LongRow {
  readonly mode: string
  readonly owner: string
  /** Bytes, or device numbers. */
  readonly size: string
  readonly time: string
  /** ADDRESS and link target. */
  readonly name: string
}

/** The columns of an entry for `ls -l`; times are UTC. */
export function longRow(entry: Entry): LongRow {
  return {
    mode: modeAsLs(entry.kind, entry.mode),
    owner: `${entry.uname || entry.uid}/${entry.gname || entry.gid}`,
    size: sizeText(entry),
    time: plainTime(isoTime(entry.mtime) ?? 'out of range'),
    name: entry.address + linkText(entry),
  }
}

/** The rows as lines, with columns as wide as they need to be. */
export function longLines(rows: readonly LongRow[]): readonly string[] {
  const owner = widest(rows.map(row => row.owner))
  const size = widest(rows.map(row => row.size))
  return rows.map(
    row => `${row.mode} ${row.owner.padEnd(owner)} ${row.size.padStart(size)} ${row.time.padEnd(19)} ${row.name}`,
  )
}

/** As GNU tar tells them apart. */
function linkText({ kind, linkname }: Entry): string {
  if (linkname === '') return ''
  return kind === 'hardlink' ? ` link to ${linkname}` : ` -> ${linkname}`
}

function sizeText(entry: Entry): string {
  const isDevice = entry.kind === 'char-device' || entry.kind === 'block-device'
  return isDevice ? `${entry.devmajor},${entry.devminor}` : count(entry.size)
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0)
}
