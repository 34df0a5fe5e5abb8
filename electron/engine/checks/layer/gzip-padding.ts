import type { LayerCheck } from '../check'
import { gzipsOf } from './gzip-wraps'

export const gzipPadding: LayerCheck<'gzip-padding'> = {
  id: 'gzip-padding',
  about: 'layer',
  severity: 'note',
  explanation: 'Zero bytes after the gzip data, as copying whole disk blocks leaves them.',
  source: 'docs/formats.md section 2',
  run: layer => {
    const padded = gzipsOf(layer).find(({ padding }) => padding > 0)
    return padded ? { message: `${padded.padding} zero bytes after the gzip data; kept on save.` } : null
  },
}
