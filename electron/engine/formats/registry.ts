// Every format, in the order in which they are tried, and the reader of every viewer. What is missing is a type error: a format names at
// least one viewer, a viewer has a reader here and a component in renderer/viewers, and is shown by some format.
import { toErrorData } from '../../../shared/model/errors'
import { type NodeView, type ViewerChoices, type ViewerId, viewerIds } from '../../../shared/viewers/viewers'
import { aboutFileOf, readAbout } from './about/read'
import { accounts } from './accounts/format'
import { readAccounts } from './accounts/read'
import { binary } from './binary/format'
import { readHex } from './binary/read'
import { certificate } from './certificate/format'
import { readCertificates } from './certificate/read'
import { damaged } from './damaged/format'
import { readDamage } from './damaged/read'
import { esxConf } from './esx-conf/format'
import { readConfKeys } from './esx-conf/read'
import { folder } from './folder/format'
import { readFolder } from './folder/read'
import type { Format, Reader } from './format'
import { formattedLanguageOf, readBeside, readFormatted } from './formatted/read'
import { image } from './image/format'
import { readImage } from './image/read'
import { keys } from './keys/format'
import { readKeys } from './keys/read'
import { layer } from './layer/format'
import { readLayer } from './layer/read'
import { link } from './link/format'
import { readLink } from './link/read'
import { longText } from './long-text/format'
import { readLongText } from './long-text/read'
import { sealed } from './sealed/format'
import { readSeal } from './sealed/read'
import { special } from './special/format'
import { readSpecial } from './special/read'
import type { Subject } from './subject'
import { sqlite } from './sqlite/format'
import { readTables } from './sqlite/read'
import { text } from './text/format'
import { readText } from './text/read'

const formats = [
  folder,
  link,
  special,
  sealed,
  damaged,
  layer,
  certificate,
  keys,
  image,
  sqlite,
  longText,
  esxConf,
  accounts,
  text,
  binary,
] as const satisfies readonly Format[]

export type Readers = { readonly [V in ViewerId]: Reader<V> }

const readers: Readers = {
  about: readAbout,
  accounts: readAccounts,
  certificate: readCertificates,
  image: readImage,
  keys: readKeys,
  'conf-keys': readConfKeys,
  tables: readTables,
  layer: readLayer,
  sealed: readSeal,
  damaged: readDamage,
  'long-text': readLongText,
  folder: readFolder,
  formatted: readFormatted,
  beside: readBeside,
  link: readLink,
  special: readSpecial,
  text: readText,
  hex: readHex,
}

/** These belong to no format: `about` is added to every file of the host that it knows something of, `formatted` and `beside` to every XML and JSON. */
type ShownBySome = (typeof formats)[number]['viewers'][number] | 'about' | 'formatted' | 'beside'
/** A type error here names a viewer that no format shows. */
const shown: { readonly [V in Exclude<ViewerId, ShownBySome>]: never } = {}
void shown

/** The viewers of a subject in the order of their tabs, and what the choice among them is remembered by. */
export function viewersOf(subject: Subject): { readonly kind: string; readonly viewers: readonly ViewerId[] } {
  const format: Format = formats.find(one => one.detect(subject)) ?? binary
  const viewers = new Set<ViewerId>(format.viewers)
  if (formattedLanguageOf(subject)) viewers.add('formatted').add('beside')
  if (aboutFileOf(subject)) viewers.add('about')
  if (subject.text !== null) viewers.add('text')
  if (subject.size > 0) viewers.add('hex')
  return { kind: format.kindOf?.(subject) ?? format.id, viewers: [...viewers] }
}

/**
 * The subject as it is to be shown: by the viewer that was chosen for its kind, else by the fitting one; where that one fails, as text or by
 * its bytes. Throws what reading throws where there are neither.
 */
export async function viewOf(subject: Subject, choices: ViewerChoices, read: Readers = readers): Promise<NodeView> {
  const { kind, viewers } = viewersOf(subject)
  const chosen = viewers.find(viewer => viewer === choices[kind])
  const viewer = chosen ?? viewers[0] ?? viewerIds[0]
  const facts = { address: subject.address, kind, viewers }
  try {
    const data = await read[viewer](subject)
    // The data is that of this viewer: the pairing is lost in the union.
    return { ...facts, viewer, data, failed: null } as NodeView
  } catch (error) {
    const failed = { viewer, error: toErrorData(error) }
    if (viewer !== 'text' && viewers.includes('text'))
      return { ...facts, viewer: 'text', data: await read.text(subject), failed }
    if (viewer !== 'hex' && viewers.includes('hex'))
      return { ...facts, viewer: 'hex', data: await read.hex(subject), failed }
    throw error
  }
}
