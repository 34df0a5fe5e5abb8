// state.dd: the same change by hand, for who wants to patch the stick itself: offsets and lines of dd. Every range is looked at before the
// first is written, so that another stick, or one that was booted since, is left alone. Plain POSIX shell. The trap: the name of the copy
// comes from outside; it stands between single quotes.
import { sha256Of, bytesOf } from '../../codecs/bytes'
import type { PatchRange, RangeKind } from './patches'

const SECTOR = 512

const words: Readonly<Record<RangeKind, string>> = {
  content: 'content of state.tgz',
  table: 'file allocation table',
  entry: 'folder entry of state.tgz',
  info: 'count of free clusters',
}

/** Contents first, the folder entry last. */
const order: readonly RangeKind[] = ['content', 'table', 'info', 'entry']

/** The recipe for a disk of this name, whose prepared copy is the file `copy`. */
export function recipeText(disk: string, copy: string, ranges: readonly PatchRange[]): string {
  const inOrder = ranges.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.offset - b.offset)
  const rows = inOrder.map(({ kind, offset, before, after }) => ({
    what: words[kind],
    first: offset / SECTOR,
    count: after.length / SECTOR,
    before: sha256Of(bytesOf(before)),
    after: sha256Of(bytesOf(after)),
  }))
  return `${[
    '#!/bin/sh',
    `# Puts the new state.tgz onto the disk that ${quoted(disk)} is an image of, by hand: ${rows.length} ranges, nothing else is written.`,
    '# Made by Bootbank; not tried on a device by its authors. No partition of the disk may be mounted.',
    '#   DEVICE=/dev/sdX sh state.dd      the whole disk, not a partition; needs root',
    `# To go back: the same lines with the image that was opened as IMAGE.`,
    '',
    `IMAGE=\${IMAGE:-${quoted(copy)}}`,
    'DEVICE=$' + '{DEVICE:?say which: DEVICE=/dev/sdX sh state.dd}',
    '',
    '# sectors of 512 bytes: first, count, SHA-256',
    'holds() {',
    '  [ "$(dd if="$DEVICE" bs=512 skip="$1" count="$2" 2>/dev/null | sha256sum | cut -d " " -f 1)" = "$3" ] && return 0',
    '  echo "Sectors $1 to $(($1 + $2 - 1)) of $DEVICE are not as they should be. $4" >&2',
    '  exit 1',
    '}',
    'put() {',
    '  dd if="$IMAGE" of="$DEVICE" bs=512 skip="$1" seek="$1" count="$2" conv=notrunc 2>/dev/null || exit 1',
    '}',
    '',
    '# 1. the disk is the one that was opened',
    ...rows.map(({ first, count, before }) => `holds ${first} ${count} ${before} 'Nothing was written.'`),
    '',
    '# 2. written',
    ...rows.map(
      ({ what, first, count }) =>
        `put ${first} ${count} # ${what}, byte ${first * SECTOR} to ${(first + count) * SECTOR - 1}`,
    ),
    'sync',
    '',
    '# 3. read back',
    ...rows.map(
      ({ first, count, after }) => `holds ${first} ${count} ${after} 'Write the image that was opened back.'`,
    ),
    'echo "Done: read back and the same."',
  ].join('\n')}\n`
}

/** A word of the shell, whatever is in it; line ends become spaces, since it stands in a comment as well. */
function quoted(text: string): string {
  return `'${text.replace(/[\r\n]/g, ' ').replaceAll("'", `'\\''`)}'`
}
