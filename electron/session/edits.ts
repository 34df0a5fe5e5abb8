// The edits of the window: what a row's handle stands for becomes what the edit is about, a file that was granted its content. What
// each edit does is in engine/edits.
import type { EditId, EditRequest } from '../../shared/edits/edits'
import type { Step } from '../../shared/edits/steps'
import { BootbankError } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import type { Document } from '../engine/document/document'
import type { Layer } from '../engine/document/layer'
import { changedSlots, type SlotAt } from '../engine/document/plan-edits'
import type { CopiedRow, EditArguments, Targets } from '../engine/edits/edit-module'
import { engineEdits } from '../engine/edits/edits'
import { openedLayer } from './layers'
import { entriesAt, entryOf, type Place, placeOf, slotOf } from './nodes'
import { segmentsOf, shortName } from './outline'

/** An edit as it is asked for here: `node` is a handle, `content` what the granted file holds. */
export type GivenEdit<I extends EditId> = EditArguments<I> &
  (EditRequest<I> extends { readonly node: string } ? { readonly node: NodeId } : unknown) &
  (EditRequest<I> extends { readonly from: readonly string[] } ? { readonly from: readonly NodeId[] } : unknown)

type Find<T extends keyof Targets> = (
  document: Document,
  node: NodeId,
  also: readonly NodeId[],
) => Targets[T] | Promise<Targets[T]>

const find: { readonly [T in keyof Targets]: Find<T> } = {
  entry: (document, node) => entryOf(placeOf(document, node)),
  entries: (document, node, also) => entriesAt(document, [node, ...also]),
  folder: folderAt,
  copied: async (document, node, from) => ({
    folder: await folderAt(document, node),
    rows: from.map(one => copiedRow(placeOf(document, one))),
  }),
  slots: (document, node, also) => [node, ...also].flatMap(one => changedAt(document, one)),
  backup: () => null,
}

/** Does an edit as one step of undo. Rejects BootbankError for a refusal, and then nothing was changed. */
export function doEdit<I extends EditId>(document: Document, id: I, given: GivenEdit<I>): Promise<void> {
  return perform(document, id, given)
}

/** Does several edits as one step of undo, or none of them. */
export function doSteps(document: Document, label: string, steps: readonly Step[]): Promise<void> {
  return document.asOneStep(label, async () => {
    for (const { edit, ...given } of steps) await perform(document, edit, given)
  })
}

async function perform(
  document: Document,
  id: EditId,
  given: {
    readonly node?: NodeId
    readonly also?: readonly NodeId[] | undefined
    readonly from?: readonly NodeId[]
  } & object,
): Promise<void> {
  const { about, apply } = engineEdits[id]
  const target = await find[about](document, given.node ?? '', given.also ?? given.from ?? [])
  // The target is of the kind that the edit is about, and the fields are its own: both callers are typed so.
  await (apply as (document: Document, target: unknown, given: object) => unknown)(document, target, given)
}

/** The slots of a row that can go back: its own, or where that is as it was opened, those of the layer in it; all changed ones of a folder. */
function changedAt(document: Document, node: NodeId): readonly SlotAt[] {
  const at = slotOf(document, node)
  if (at) {
    const entry = at.layer.entryAt(at.slot)
    const inside = entry && !at.layer.touched.has(at.slot) ? document.layerAt(entry) : null
    return inside?.isChanged() ? changedSlots(inside) : [at]
  }
  const place = placeOf(document, node)
  if (place.kind !== 'folder') return [entryOf(place)]
  const { layer, segments } = place.folder
  const isBelow = (name: string | undefined) => {
    const own = name === undefined ? [] : segmentsOf(name)
    return segments.every((segment, index) => own[index] === segment)
  }
  return changedSlots(layer).filter(({ layer: home, slot }) => {
    const own = outermostIn(layer, home, slot)
    return isBelow(layer.entryAt(own)?.name) || isBelow(layer.originalEntry(own)?.name)
  })
}

/** The slot of a layer that a slot of it, or of a layer in it, lies in. */
function outermostIn(layer: Layer, home: Layer, slot: number): number {
  return home === layer || !home.parentLayer ? slot : outermostIn(layer, home.parentLayer, home.parentSlot)
}

/** The folder to add to, given by its own row, that of a layer, or that of the opened file. */
async function folderAt(document: Document, node: NodeId): Promise<Targets['folder']> {
  const place = placeOf(document, node)
  if (place.kind === 'file') return inLayer(document.root)
  if (place.kind === 'folder') return inLayer(place.folder.layer, place.folder.path)
  const { entry } = place
  if (entry.opens === null) {
    throw new BootbankError(
      'NOT_A_FILE',
      `${entry.address} is neither a folder nor an archive. Choose the folder to add to.`,
      { layer: entry.layer.label, path: entry.name },
    )
  }
  const opened = await openedLayer(document, entry)
  if ('error' in opened) throw opened.error
  return inLayer(opened.layer)
}

/** What is copied of a row. Throws NOT_A_FILE for the opened file itself. */
function copiedRow(place: Place): CopiedRow {
  if (place.kind !== 'folder') {
    const entry = entryOf(place)
    return { name: shortName(entry), entries: [{ entry, inside: '' }] }
  }
  const { name, segments } = place.folder
  const entries = place.folder.allEntries().map(entry => ({
    entry,
    inside: segmentsOf(entry.name).slice(segments.length).join('/'),
  }))
  return { name, entries }
}

/** The path that names inside the folder begin with: with `./` where every name of the archive does, as bsdtar and others write it. */
function inLayer(layer: Layer, folder = ''): Targets['folder'] {
  const entries = layer.entries()
  const withDot = entries.length > 0 && entries.every(({ name }) => name === '.' || name.startsWith('./'))
  return { layer, path: [...(withDot ? ['.'] : []), ...(folder === '' ? [] : [folder])].join('/') }
}
