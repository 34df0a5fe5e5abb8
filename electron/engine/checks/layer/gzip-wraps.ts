// The gzip members around a layer.
import type { Gunzipped } from '../../codecs/gunzipped'
import type { Layer } from '../../document/layer'

export function gzipsOf(layer: Layer): readonly Gunzipped[] {
  return layer.opened.wraps.flatMap(wrap => (wrap.kind === 'gzip' ? [wrap.facts] : []))
}
