// Mutants that no test can kill, each with the reason: the changed program does the same, only slower or with more memory, or what it
// would do otherwise cannot come about. Known by the file and the changed text, so that a moved line stays known.

export interface Survivor {
  readonly file: string
  /** The text as it stands, and what it was changed to. */
  readonly from: string
  readonly to: string
  readonly why: string
}

export const survivors: readonly Survivor[] = [
  {
    file: 'electron/engine/codecs/bytes.ts',
    from: 'part.start >= part.end',
    to: 'part.start > part.end',
    why: 'a range without bytes adds nothing',
  },
  {
    file: 'electron/engine/codecs/bytes.ts',
    from: 'start === 0 && end === this.length',
    to: 'false',
    why: 'a view of the whole instead of the whole: the same bytes',
  },
  {
    file: 'electron/engine/codecs/gunzip.ts',
    from: 'known < chunk.length',
    to: 'true',
    why: 'what is known already leaves nothing to append',
  },
  {
    file: 'electron/engine/codecs/gunzip.ts',
    from: 'known < chunk.length',
    to: 'known <= chunk.length',
    why: 'what is known already leaves nothing to append',
  },
  {
    file: 'electron/engine/codecs/gunzip-small.ts',
    from: 'stored.crc32 !== crc32(buffer) || stored.isize !== buffer.length',
    to: 'true',
    why: 'what is not taken here is inflated the long way',
  },
  {
    file: 'electron/engine/codecs/inflate.ts',
    from: 'feed.length - from < LARGE',
    to: 'true',
    why: 'the size of a buffer: slower',
  },
  {
    file: 'electron/engine/codecs/inflate.ts',
    from: 'feed.length - from < LARGE',
    to: 'false',
    why: 'the size of a buffer: more memory',
  },
  {
    file: 'electron/engine/codecs/inflate.ts',
    from: 'feed.length - from < LARGE',
    to: 'feed.length - from <= LARGE',
    why: 'the size of a buffer',
  },
  {
    file: 'electron/engine/codecs/inflate.ts',
    from: 'feed.length - from < LARGE',
    to: 'feed.length - from >= LARGE',
    why: 'the size of a buffer: slower',
  },
  {
    file: 'electron/engine/codecs/inflate.ts',
    from: 'feed.length - from',
    to: 'feed.length + from',
    why: 'the size of a buffer',
  },
  {
    file: 'electron/engine/codecs/large/deflate-splice.ts',
    from: '++blocks',
    to: '--blocks',
    why: 'every 64th block has its turn, counted up or down',
  },
  {
    file: 'electron/engine/codecs/large/deflate-threads.ts',
    from: 'count > 0',
    to: 'true',
    why: 'for no threads none are started either way',
  },
  {
    file: 'electron/engine/codecs/large/deflate-threads.ts',
    from: 'count > 0',
    to: 'count >= 0',
    why: 'for no threads none are started either way',
  },
  {
    file: 'electron/engine/codecs/large/inflate-layer.ts',
    from: 'source.length >= LARGE',
    to: 'true',
    why: 'a small layer inflated as a large one is the same, only slower',
  },
  {
    file: 'electron/engine/codecs/large/inflate-layer.ts',
    from: 'source.length >= LARGE',
    to: 'source.length > LARGE',
    why: 'the size from which on it is done side by side',
  },
  {
    file: 'electron/engine/codecs/tar-entry-data.ts',
    from: 'size !== null',
    to: 'true',
    why: 'null is not a safe integer either',
  },
  {
    file: 'electron/engine/document/document.ts',
    from: '[]',
    to: '["Stryker was here"]',
    why: 'a content that is not there cannot be let go of',
  },
  {
    file: 'electron/engine/document/edit-rules.ts',
    from: 'after.content === null',
    to: 'true',
    why: 'a size that no header can hold begins at 8 GiB',
  },
  {
    file: 'electron/engine/document/verify-wraps.ts',
    from: 'before.iv.length === after.iv.length',
    to: 'true',
    why: 'headers with ivs of two lengths have two lengths themselves',
  },
  {
    file: 'electron/engine/restore/zip.ts',
    from: '{ level: 6 }',
    to: '{}',
    why: '6 is what the library takes where nothing is said',
  },
  {
    file: 'electron/engine/restore/instructions-page.ts',
    from: '{ html: false }',
    to: '{}',
    why: 'it is what the library takes where nothing is said',
  },
  {
    file: 'electron/engine/codecs/sparse.ts',
    from: 'byte !== undefined',
    to: 'true',
    why: 'a header always has the byte',
  },
  {
    file: 'electron/engine/codecs/tar-texts.ts',
    from: '!isSame(bytes, this.#bytes)',
    to: 'true',
    why: 'the same text is made again: slower',
  },
  {
    file: 'electron/engine/codecs/tar-write.ts',
    from: `case 'visor':
      throw tooLong('visor', name, 'at 100 bytes')`,
    to: `case 'visor':`,
    why: 'an archive of this dialect is shown and never written',
  },
  {
    file: 'electron/engine/document/plan-edits.ts',
    from: 'after',
    to: 'true',
    why: 'an entry that was not in the opened file has no name to be taken back to',
  },
  {
    file: 'electron/engine/restore/config-bundle.ts',
    from: '/^[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?$/',
    to: '/^[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])$/',
    why: 'one character alone is refused by the next line, which wants two numbers and a point',
  },
  {
    file: 'electron/engine/restore/contents.ts',
    from: 'whole && configBundle !== null',
    to: 'whole || configBundle !== null',
    why: 'there is a name exactly where there is a configBundle',
  },
  {
    file: 'electron/engine/restore/contents.ts',
    from: 'configBundle !== null',
    to: 'true',
    why: 'there is a name exactly where there is a configBundle',
  },
  {
    file: 'electron/engine/restore/contents.ts',
    from: 'fact?.values',
    to: 'fact.values',
    why: 'a card has every fact, with or without a value',
  },
  {
    file: 'electron/engine/restore/edits-as-data.ts',
    from: 'state.content === null',
    to: 'false',
    why: 'no content is kept under null',
  },
  {
    file: 'electron/engine/restore/instructions-page.ts',
    from: '/^# (.*)$/m',
    to: '/# (.*)$/m',
    why: 'the heading is the first line',
  },
  {
    file: 'electron/engine/restore/instructions-page.ts',
    from: '/^# (.*)$/m',
    to: '/^# (.*)/m',
    why: 'a point stops at the end of a line',
  },
  {
    file: 'electron/engine/restore/write-folder.ts',
    from: '{ force: true }',
    to: '{}',
    why: 'what was moved there a moment ago is there',
  },
  {
    file: 'electron/engine/restore/changed-settings.ts',
    from: 'value !== null',
    to: 'true',
    why: 'the word null is too short to be taken for a secret',
  },
  {
    file: 'electron/engine/restore/powershell-script.ts',
    from: 'uuid !== null',
    to: 'true',
    why: 'the word null is not a UUID either',
  },
  {
    file: 'electron/engine/document/document.ts',
    from: 'like === undefined',
    to: 'false',
    why: 'a field that is undefined is read like one that is absent, and a journal writes neither',
  },
  {
    file: 'electron/engine/document/siblings.ts',
    from: 'mtime === undefined',
    to: 'false',
    why: 'a field that is undefined is read like one that is absent',
  },
]
