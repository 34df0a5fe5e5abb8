// An ADDRESS as the eye takes it apart: `local.tgz.ve!/etc/hosts` is a layer, a folder and a name.

export interface AddressPart {
  readonly text: string
  /** `layer`: an archive that was opened; `name`: what the address stands for. */
  readonly role: 'layer' | 'folder' | 'name'
}

/** Parts from the outermost inwards; none for the empty address of the opened file itself. */
export function addressParts(address: string): readonly AddressPart[] {
  if (address === '') return []
  const layers = address.split('!/')
  return layers.flatMap((path, depth) => {
    const segments = path.split('/').filter(segment => segment !== '')
    const isLayer = depth < layers.length - 1
    return segments.map((text, index): AddressPart => {
      if (index < segments.length - 1) return { text, role: 'folder' }
      return { text, role: isLayer ? 'layer' : 'name' }
    })
  })
}
