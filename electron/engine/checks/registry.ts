// Every check. One that is named in shared/findings/check-ids.ts and missing here, or the reverse, is a type error.
import { type CheckId, checkIds } from '../../../shared/findings/check-ids'
import { accounts } from './backup/accounts'
import { bootBankSize } from './backup/boot-bank-size'
import { byteOrderMark } from './backup/byte-order-mark'
import { carriageReturns } from './backup/carriage-returns'
import { certificatePair } from './backup/certificate-pair'
import { confEssentials } from './backup/conf-essentials'
import { confNotRead } from './backup/conf-not-read'
import { configStore } from './backup/config-store'
import { encryptionInfoCopies } from './backup/encryption-info-copies'
import { envelopeMode } from './backup/envelope-mode'
import { foreignOwner } from './backup/foreign-owner'
import { hostCertificate } from './backup/host-certificate'
import { localArchive } from './backup/local-archive'
import { management } from './backup/management'
import { manifest } from './backup/manifest'
import { notAHostState } from './backup/not-a-host-state'
import { outsideEtcAndVar } from './backup/outside-etc-and-var'
import { pathPrefix } from './backup/path-prefix'
import { privateFiles } from './backup/private-files'
import { releaseModes } from './backup/release-modes'
import { sealChanged } from './backup/seal-changed'
import type { BackupCheck, Check, EntryCheck, LayerCheck } from './check'
import { duplicateName } from './entry/duplicate-name'
import { nameTooLong } from './entry/name-too-long'
import { singleFile } from './entry/single-file'
import { tFlagLost } from './entry/t-flag-lost'
import { gzipMembers } from './layer/gzip-members'
import { gzipPadding } from './layer/gzip-padding'
import { gzipTrailing } from './layer/gzip-trailing'
import { visorArchive } from './layer/visor-archive'

export const checks: { readonly [I in CheckId]: Check<I> } = {
  'not-a-host-state': notAHostState,
  'local-archive': localArchive,
  'host-certificate': hostCertificate,
  'certificate-pair': certificatePair,
  'config-store': configStore,
  'conf-essentials': confEssentials,
  'conf-not-read': confNotRead,
  accounts,
  management,
  'encryption-info-copies': encryptionInfoCopies,
  'envelope-mode': envelopeMode,
  'seal-changed': sealChanged,
  'outside-etc-and-var': outsideEtcAndVar,
  'path-prefix': pathPrefix,
  'duplicate-name': duplicateName,
  'name-too-long': nameTooLong,
  't-flag-lost': tFlagLost,
  'carriage-returns': carriageReturns,
  'byte-order-mark': byteOrderMark,
  'private-files': privateFiles,
  'foreign-owner': foreignOwner,
  'release-modes': releaseModes,
  'boot-bank-size': bootBankSize,
  manifest,
  'gzip-members': gzipMembers,
  'gzip-padding': gzipPadding,
  'gzip-trailing': gzipTrailing,
  'visor-archive': visorArchive,
  'single-file': singleFile,
}

const inOrder: readonly Check[] = checkIds.map(id => checks[id])

export const entryChecks = inOrder.filter((check): check is EntryCheck => check.about === 'entry')
export const layerChecks = inOrder.filter((check): check is LayerCheck => check.about === 'layer')
export const backupChecks = inOrder.filter((check): check is BackupCheck => check.about === 'backup')
