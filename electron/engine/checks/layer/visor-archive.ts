import type { LayerCheck } from '../check'

export const visorArchive: LayerCheck<'visor-archive'> = {
  id: 'visor-archive',
  about: 'layer',
  severity: 'note',
  explanation: "VMware's own tar, in which the data lies apart from the headers, is read and not written.",
  source: 'docs/formats.md section 3',
  run: ({ opened: { body } }) =>
    body.kind === 'tar' && body.visor ? { message: 'A VMware visor tar: shown, not written.' } : null,
}
