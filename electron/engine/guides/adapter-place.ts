// Places on the PCI bus as ConfigStore and esx.conf write them: `p0000:02:00.0` and `0000:02:00.0` in hex, `00000:002:00.0` in decimal with and
// without a `p`, `p00000002000` in decimal without marks. Places by slot (`s…`) and of the main board (`m…`) say nothing of the bus.

/** A place in hex, such as `0000:02:00.0`; null for other forms. */
export function placeOf(stored: string): string | null {
  const bus = stored.replace(/^p/, '')
  if (/^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i.test(bus)) return bus.toLowerCase()
  const [, segment, onBus, slot, part] = /^(\d{5}):?(\d{3}):?(\d{2})\.?(\d)$/.exec(bus) ?? []
  if (segment === undefined || onBus === undefined || slot === undefined) return null
  return `${hex(segment, 4)}:${hex(onBus, 2)}:${hex(slot, 2)}.${part}`
}

/** A place in the form that another one is written in, which `placeOf` knows. */
export function placeLike(form: string, place: string): string {
  const [segment = '', bus = '', slot = '', part = ''] = place.split(/[:.]/)
  const prefix = form.startsWith('p') ? 'p' : ''
  if (/^p?[0-9a-f]{4}:/i.test(form)) return `${prefix}${place}`
  const [separator, dot] = form.includes(':') ? [':', '.'] : ['', '']
  return `${prefix}${decimal(segment, 5)}${separator}${decimal(bus, 3)}${separator}${decimal(slot, 2)}${dot}${part}`
}

/** The word of a text that is a place, such as that in `pci#p0000:02:00.0#0`; null where there is none. */
export function placeWordIn(text: string): string | null {
  return text.split(/[#/]/).find(word => placeOf(word) !== null) ?? null
}

function hex(digits: string, width: number): string {
  return Number(digits).toString(16).padStart(width, '0')
}

function decimal(digits: string, width: number): string {
  return String(Number.parseInt(digits, 16)).padStart(width, '0')
}
