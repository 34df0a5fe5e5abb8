// Names in a backup that say nothing of its host.
import type { Entry } from '../document/entry'

/** Names that the program itself goes by: state.tgz, local.tgz and what lies beside them. */
export function isOwnName({ layer, name }: Entry): boolean {
  return (
    !layer.isTar || /^(?:\.\/)?(?:state\.tgz|local\.tgz(?:\.ve)?|(?:\.#)?encryption\.info|Manifest\.txt)$/.test(name)
  )
}
