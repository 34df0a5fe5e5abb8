// A prepared copy of the disk that a document is from: the same image, with the state.tgz of the bundle that was built last on the bank that was
// opened. The bytes are kept from the bundle, since a sealed state that is rebuilt has another iv.
import type { BundlePlan } from '../../shared/model/bundle'
import { BootbankError } from '../../shared/model/errors'
import type { Bytes } from '../engine/codecs/bytes'
import { bankSource } from '../engine/disks/bank-source'
import { chooseBank, openDisk } from '../engine/disks/open-disk'
import { grantedFile } from './granted-file'
import type { CommandContext, SessionResult } from './session-commands'

/** Where the document's state.tgz is. */
export interface OnDisk {
  /** Absolute path of the disk. */
  readonly path: string
  /** Number of the bank. */
  readonly bank: number
}

/** What writes is loaded when it is asked for: opening does not wait for it. */
const preparing = () => import('../engine/disks/prepare/prepare-copy')

/** The bundle that was built last, and copies of the disk with it. */
export class PreparedCopies {
  #state: Bytes | null = null

  /** `place` is null for a document that is from no disk; `digest` is that of the opened state. */
  constructor(
    private readonly place: OnDisk | null,
    private readonly digest: () => string,
  ) {}

  /** What the plan of a bundle offers; null where there is no disk image, or it cannot be read now. */
  async offer(context: CommandContext): Promise<BundlePlan['disk']> {
    if (!this.place) return null
    try {
      const { disk, bank } = await this.#open(context)
      return disk.image && { name: disk.report.name, bank: bankSource(disk.report, bank).text }
    } catch (error) {
      if (error instanceof BootbankError && error.code !== 'CANCELLED') return null
      throw error
    }
  }

  /** Keeps the state of a bundle that is about to be written. With `asked` it throws NO_ROOM, FILE_SYSTEM, and what #open throws. */
  async accept(state: Bytes, asked: boolean, context: CommandContext): Promise<void> {
    if (asked) {
      const { disk, bank } = await this.#open(context)
      const { planCopy } = await preparing()
      planCopy(disk, bank, state, { now: new Date() })
    }
    this.#state = this.place && state
  }

  /** Writes the copy. Throws BAD_REQUEST where no bundle was built, and as prepareCopy does. */
  async write(path: string, context: CommandContext): Promise<SessionResult<'disk.prepare'>> {
    const state = this.#state
    if (!state) throw new BootbankError('BAD_REQUEST', 'A prepared copy gets the state of a bundle: build one first.')
    const { disk, bank } = await this.#open(context)
    const { prepareCopy } = await preparing()
    const { size, ranges, ...copy } = await prepareCopy(disk, bank, state, path, { ...context, now: new Date() })
    return {
      size,
      bank: bankSource(disk.report, bank).text,
      state: copy.state,
      ranges: ranges.map(({ kind, offset, after }) => ({ kind, offset, length: after.length })),
      listsState: bank.report.listsState,
    }
  }

  /** The disk as it is now. Throws NO_BANK where the bank no longer has the state that was opened. */
  async #open(context: CommandContext) {
    const { path, bank: number } = this.place ?? refuseNoDisk()
    const options = grantedFile(path, context)
    const disk = await openDisk(path, options)
    if (!disk) throw new BootbankError('NO_BANK', `${options.name} is not a disk any more.`)
    const bank = chooseBank(disk, `${number}`)
    if (bank.report.state?.sha256 === this.digest()) return { disk, bank }
    throw new BootbankError(
      'NO_BANK',
      `Bank ${number} of ${options.name} no longer has the state.tgz that was opened. Open the disk again.`,
    )
  }
}

function refuseNoDisk(): never {
  throw new BootbankError('NO_BANK', 'This document was not opened from a boot bank of a disk.')
}
