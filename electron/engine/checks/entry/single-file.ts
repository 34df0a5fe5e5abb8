import type { EntryCheck } from '../check'

export const singleFile: EntryCheck<'single-file'> = {
  id: 'single-file',
  about: 'entry',
  severity: 'note',
  explanation: 'A gzip that holds one file and no archive, such as useropts.gz, says nothing of mode, owner or time.',
  source: 'docs/formats.md section 3',
  run: ({ layer }) =>
    layer.opened.body.kind === 'single'
      ? { message: 'The gzip holds this one file and no archive; it has no header facts.' }
      : null,
}
