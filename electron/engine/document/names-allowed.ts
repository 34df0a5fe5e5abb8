// Which names an edit may give. What an archive already holds is shown whatever it is; what Bootbank writes must be a plain
// relative path that no other entry has.
import { BootbankError } from '../../../shared/model/errors'
import { nameFromDisplay } from '../codecs/names'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { plain } from './plain-name'

const PATH_MAX = 4096

/** The bytes of a new name. Throws NAME_INVALID with the reason. */
export function checkedName(name: string): Uint8Array {
  const bytes = nameFromDisplay(name)
  const segments = name.split('/')
  const reason =
    name === ''
      ? 'it is empty'
      : bytes.length > PATH_MAX
        ? `it is longer than ${PATH_MAX} bytes`
        : bytes.includes(0)
          ? 'it holds a NUL byte'
          : name.startsWith('/')
            ? 'it is absolute; paths in a host state are relative, such as etc/hosts'
            : segments.includes('..')
              ? 'it holds ".."'
              : segments.slice(name.startsWith('./') ? 1 : 0).some(segment => segment === '' || segment === '.')
                ? 'it has an empty segment'
                : null
  if (reason)
    throw new BootbankError('NAME_INVALID', `"${name}" cannot be the name of an entry: ${reason}.`, { path: name })
  return bytes
}

/** Throws NAME_TAKEN when the layer has an entry, or a folder, of that name, or a file where a folder would have to be. */
export function checkFree(layer: Layer, name: string, except: Entry | null = null): void {
  const wanted = plain(name)
  for (const entry of layer.entries()) {
    if (entry.slot === except?.slot) continue
    const other = plain(entry.name)
    const clash =
      other === wanted ||
      other.startsWith(`${wanted}/`) ||
      (entry.kind !== 'directory' && wanted.startsWith(`${other}/`))
    if (clash) {
      throw new BootbankError(
        'NAME_TAKEN',
        `${layer.prefix}${name} cannot be made: ${entry.address} is there already.`,
        {
          layer: layer.label,
          path: name,
        },
      )
    }
  }
}
