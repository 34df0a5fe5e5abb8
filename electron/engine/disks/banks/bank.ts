// One boot bank, wherever it is kept: what its report is made of. A bank is known by the boot.cfg in its root folder, not by its place.
import type { BankFile, BankReport, BankState } from '../../../../shared/model/disk'
import { type Bytes, sha256Of } from '../../codecs/bytes'
import { type BootCfg, bootstateMeans } from './boot-cfg'

export const BOOT_CFG = 'boot.cfg'
export const STATE = 'state.tgz'

/** A bank with what its state is opened by. */
export interface Bank {
  readonly report: BankReport
  /** The content of its state.tgz, as far as it could be read; null where it has none. */
  readonly state: Bytes | null
  /** Paths of the files that it was read from. */
  readonly files: readonly string[]
}

/** A bank before it has its number. */
export interface FoundBank {
  readonly partition: number | null
  readonly label: string
  readonly bootCfg: BootCfg
  readonly bootCfgModified: string | null
  readonly files: readonly BankFile[]
  readonly state: { readonly file: BankFile; readonly content: Bytes; readonly problem: string | null } | null
}

/** A bank and its report. `number` is its place on the disk from 1, `files` are what the image consists of. */
export function bankOf(found: FoundBank, number: number, files: readonly string[]): Bank {
  const { bootCfg, state } = found
  const report: BankReport = {
    number,
    partition: found.partition,
    label: found.label,
    build: bootCfg.build,
    updated: bootCfg.updated,
    bootstate: bootCfg.bootstate,
    bootstateMeans: bootstateMeans(bootCfg.bootstate),
    title: bootCfg.title,
    bootCfgModified: found.bootCfgModified,
    listsState: bootCfg.modules.includes(STATE),
    state: state && stateOf(state),
    files: found.files,
  }
  return { report, state: state?.content ?? null, files }
}

function stateOf({ file, content, problem }: NonNullable<FoundBank['state']>): BankState {
  return { ...file, sha256: sha256Of(content), problem }
}
