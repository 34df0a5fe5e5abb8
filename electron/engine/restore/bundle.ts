// The restore bundle: built, written beside its place, read back from the disk, proven, and only then put in place. A cancel or a
// failure at any moment leaves nothing on the disk.
import type { BundleOptions, BundleResult, Proof } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import type { HostCard } from '../../../shared/model/host-card'
import { type Bytes, equalBytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import { verify } from '../document/verify'
import { STATE_NAME } from '../esx/paths'
import { type BundlePart, bundleParts } from './contents'
import { differencesFrom } from './differences'
import { writeFolderSafely } from './write-folder'
import { checkedPlan } from './plan'
import { readZip } from './read-zip'
import { refuseSources } from './same-file'
import { fileOf, type SaveOptions } from './save'
import { containerIn, stateLayer } from '../esx/chain'
import { writeFileSafely } from './write-file'
import { zipOf } from './zip'

export interface BundleTarget {
  readonly kind: 'folder' | 'zip'
  /** A folder that is not there yet or is empty, or the zip file. */
  readonly path: string
  readonly asked?: BundleOptions
}

export interface BuildOptions extends SaveOptions {
  /** Is given the new state.tgz before anything is written; what it throws refuses the bundle. */
  readonly accept?: (state: Bytes) => Promise<void>
}

/** The new state.tgz with the way to prove what was read back of it. */
interface BuiltState {
  readonly bytes: Bytes
  /** The configBundle around it, where one was opened. */
  readonly whole: Bytes | null
  readonly prove: (readBack: Bytes) => Promise<Proof>
}

/**
 * Builds the bundle and puts it in place. Expects the layer chain opened, as hostCard leaves it. Throws the plan's refusal, SAME_FILE,
 * MANIFEST, TARGET_EXISTS, IS_DIRECTORY, READ_ONLY, WRITE_FAILED, VERIFY_FAILED, LIMIT, CANCELLED.
 */
export async function buildBundle(
  document: Document,
  card: HostCard,
  target: BundleTarget,
  options: BuildOptions = {},
): Promise<Pick<BundleResult, 'files' | 'proof' | 'differences'>> {
  const { asked = {} } = target
  const checked = await checkedPlan(document, card, asked, options)
  const { plan, subject } = checked
  if (plan.refusal) throw BootbankError.from(plan.refusal)
  await refuseSources(document, options.source, target.path)
  const layer = stateLayer(subject.document, card.shape)
  if (!layer) throw new BootbankError('NO_STATE', `${document.name} holds no state.tgz that can be opened.`)
  const state = await buildState(subject.document, layer, options)
  await options.accept?.(state.bytes)
  const files = await bundleParts(checked, { layer, built: state.bytes, whole: state.whole, asked }, options)
  // Of a configBundle the state is compared within the whole, which is what was opened.
  const differences = await differencesFrom(document, subject.document, state.whole ?? state.bytes, options)
  const proof =
    target.kind === 'zip'
      ? await writeZip(target.path, files, state, options)
      : await writeFolder(target.path, files, state, options)
  return { files: files.map(({ name, content }) => fileOf(name, content)), proof, differences }
}

/** The state of a configBundle is taken out of the whole file as it would be saved, since that is what can be proven. */
async function buildState(document: Document, layer: Layer, options: SaveOptions): Promise<BuiltState> {
  const whole = await document.build(options)
  if (layer === document.root)
    return { bytes: whole, whole: null, prove: readBack => verify(document, readBack, options) }
  const again = await document.reopen(whole, options)
  const entry = containerIn(again.root, [STATE_NAME])
  if (!entry) throw new BootbankError('VERIFY_FAILED', `${document.name}, rebuilt, has lost its ${STATE_NAME}.`)
  return { bytes: again.content(entry), whole, prove: () => verify(document, whole, options) }
}

async function writeFolder(
  path: string,
  files: readonly BundlePart[],
  state: BuiltState,
  options: SaveOptions,
): Promise<Proof> {
  const proof = await writeFolderSafely(path, files, { ...options, check: readBack => proveState(readBack, state) })
  return { ...proof, bytes: files.reduce((sum, file) => sum + file.content.length, 0) }
}

async function writeZip(
  path: string,
  files: readonly BundlePart[],
  state: BuiltState,
  options: SaveOptions,
): Promise<Proof> {
  const zip = await zipOf(
    files.map(file => ({ ...file, stored: file.name.endsWith('.tgz') })),
    'the bundle',
    options,
  )
  const proof = await writeFileSafely(path, zip, {
    ...options,
    check: readBack => {
      const unzipped = readZip(readBack)
      compareFiles(files, unzipped)
      return proveState(unzipped, state)
    },
  })
  return { ...proof, bytes: zip.length }
}

async function proveState(readBack: readonly BundlePart[], state: BuiltState): Promise<Proof> {
  const file = readBack.find(({ name }) => name === STATE_NAME)
  if (!file) throw new BootbankError('VERIFY_FAILED', `The bundle, read back, has no ${STATE_NAME}.`)
  return state.prove(file.content)
}

function compareFiles(expected: readonly BundlePart[], actual: readonly BundlePart[]): void {
  const wrong =
    expected.find((file, index) => {
      const other = actual[index]
      return !other || other.name !== file.name || !equalBytes(other.content, file.content)
    }) ?? actual[expected.length]
  if (wrong) {
    throw new BootbankError('VERIFY_FAILED', `The zip, read back, differs in ${wrong.name}. It was not put in place.`, {
      path: wrong.name,
    })
  }
}
