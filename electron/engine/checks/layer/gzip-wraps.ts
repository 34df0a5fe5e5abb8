// The gzip members around a layer.
import type { Gunzipped } from '../../codecs/gunzipped'
import type { Layer } from '../../document/layer'

/** What was read of each gzip around a layer, the outermost first. */
export function gzipsOf(layer: Layer): readonly Gunzipped[] {
  return layer.opened.wraps.flatMap(wrap => (wrap.kind === 'gzip' ? [wrap.facts] : []))
}
