// Where something is wrong on a disk: disk -> partition -> structure -> byte. What leaves the rest readable is collected as a finding;
// what leaves nothing is thrown. The trap: a hostile disk can be wrong in a million places, so only the first ones are kept.
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import { type Finding, findingOfError } from '../../../shared/model/finding'
import type { Severity } from '../../../shared/model/severity'

/** Findings that are kept of one disk. */
const MOST = 200

/** The part of a disk that is being read. */
export interface DiskPlace {
  /** File name of the image, or of the folder. */
  readonly disk: string
  /** Such as `partition 5`; null for the disk itself. */
  readonly partition: string | null
  /** Bytes from the start of the disk to the start of this part: offsets in messages are those of the disk. */
  readonly start: number
}

/** An error that names disk, partition, structure and byte. `offset` is counted from the start of the part. */
export function diskError(
  code: ErrorCode,
  place: DiskPlace,
  structure: string,
  offset: number,
  detail: string,
): BootbankError {
  const at = place.start + offset
  const path = [place.disk, place.partition, structure].filter(part => part !== null).join(' → ')
  return new BootbankError(code, `${path} → byte ${at}: ${detail}`, {
    layer: place.disk,
    path: place.partition === null ? structure : `${place.partition} → ${structure}`,
    offset: at,
  })
}

/** What was found wrong on one disk, in the order of reading. */
export class Damage {
  readonly #findings: Finding[] = []
  readonly #told = new Set<string>()
  #hasMore = false

  /** What is read twice is wrong twice, and told once. */
  add(error: BootbankError, severity: Severity = 'warning'): void {
    if (this.#told.has(error.message)) return
    if (this.#findings.length >= MOST) this.#hasMore = true
    else {
      this.#told.add(error.message)
      this.#findings.push(findingOfError(error.toData(), severity))
    }
  }

  /** At most `MOST`; where there are more, the last one says so. */
  get findings(): readonly Finding[] {
    if (!this.#hasMore) return this.#findings
    const more = new BootbankError('LIMIT', `More is wrong with this disk; the first ${MOST} places are told.`)
    return [...this.#findings, findingOfError(more.toData(), 'note')]
  }
}
