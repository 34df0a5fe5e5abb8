import type { LayerCheck } from '../check'
import { gzipsOf } from './gzip-wraps'

export const gzipTrailing: LayerCheck<'gzip-trailing'> = {
  id: 'gzip-trailing',
  about: 'layer',
  severity: 'warning',
  explanation:
    'Bytes after the gzip data that are neither zeros nor another member: the file was put together or damaged.',
  source: 'RFC 1952 section 2.2; gzip(1) warns and ignores them',
  run: layer => {
    const trailed = gzipsOf(layer).find(({ trailing }) => trailing > 0)
    return trailed
      ? { message: `${trailed.trailing} bytes after the gzip data that are not gzip; kept on save.` }
      : null
  },
}
