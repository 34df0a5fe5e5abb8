// The layer chain of a host: configBundle → state.tgz → local.tgz or local.tgz.ve (docs/formats.md section 1). The opened file may be any
// of them, under any name; those inside are known by their name, because the host itself finds them by it.
import { LOCAL_NAMES, STATE_NAME } from '../esx/paths'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { plain } from './plain-name'

const names: ReadonlySet<string> = new Set([STATE_NAME, ...LOCAL_NAMES])

/** Entries of a layer that hold the next layer of the chain; more than one where a name stands twice, or both forms of local.tgz. */
export function chainEntries(layer: Layer): readonly Entry[] {
  return layer.entries().filter(entry => names.has(plain(entry.name)) && entry.opens !== null)
}
