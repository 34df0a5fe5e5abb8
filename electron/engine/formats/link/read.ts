import type { Reader } from '../format'

/** Kind and target of a link. */
export const readLink: Reader<'link'> = ({ entry }) => ({
  link: entry?.kind === 'hardlink' ? 'hardlink' : 'symlink',
  target: entry?.linkname ?? '',
})
