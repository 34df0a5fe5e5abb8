import type { Reader } from '../format'

export const readLink: Reader<'link'> = ({ entry }) => ({
  link: entry?.kind === 'hardlink' ? 'hardlink' : 'symlink',
  target: entry?.linkname ?? '',
})
