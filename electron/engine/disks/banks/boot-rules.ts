// Which bank boots. The boot loader decides it on the host; what is known of how are two rules (docs/formats.md sections 9 and 11), and
// where they disagree both are said.
import type { BootRules } from '../../../../shared/model/disk'

const RETIRED = 3

interface Candidate {
  readonly number: number
  readonly updated: number | null
  readonly bootstate: number | null
}

/** Both rules for the banks of a disk, in its order. */
export function bootRules(banks: readonly Candidate[]): BootRules {
  const byState = highest(banks.filter(({ bootstate }) => bootstate !== RETIRED))
  const byUpdated = highest(banks)
  const rules = {
    byState: byState?.number ?? null,
    byUpdated: byUpdated?.number ?? null,
    isTied: byState !== null && banks.filter(bank => isRival(bank, byState)).length > 1,
  }
  return { ...rules, sentence: sentenceOf(rules, banks.length) }
}

/** A number that is missing counts as 0, as in restore.sh; the first of equals. */
function highest(banks: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null
  for (const bank of banks) if (best === null || (bank.updated ?? 0) > (best.updated ?? 0)) best = bank
  return best
}

function isRival(bank: Candidate, best: Candidate): boolean {
  return bank.bootstate !== RETIRED && (bank.updated ?? 0) === (best.updated ?? 0)
}

function sentenceOf({ byState, byUpdated, isTied }: Omit<BootRules, 'sentence'>, count: number): string {
  if (count === 0) return 'There is no boot bank.'
  if (byState === null) {
    return `All banks are retired (bootstate 3). By the highest "updated" alone bank ${byUpdated} would boot.`
  }
  if (isTied) {
    return `Several banks have the highest "updated", so boot.cfg does not tell which one boots; bank ${byState} is the first of them.`
  }
  if (byState === byUpdated) {
    return `Bank ${byState} boots: it has the highest "updated", and is not retired. Both rules that are known agree.`
  }
  return `The rules disagree: bank ${byState} has the highest "updated" of those that are not retired (bootstate 3), bank ${byUpdated} has the highest of all. The first rule is what VMware describes.`
}
