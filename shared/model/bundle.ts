// The restore bundle: what will be in it, and the proof that it is.
import type { Change, SettingDifference } from './change'
import type { ComparedEntry } from './comparison'
import type { ErrorData } from './errors'
import type { Finding } from './finding'

export interface BundleFile {
  /** Path inside the bundle. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** What restore_config of a host compares, as the host itself prints it (docs/formats.md section 9). */
export interface ManifestFacts {
  /** What `vmware -l` prints, such as `VMware ESXi 7.0 Update 2`. */
  readonly release: string
  /** What `esxcfg-info -u` prints: that of the firmware, with hyphens. */
  readonly uuid: string
}

/** What can be asked of a bundle. */
export interface BundleOptions {
  /** state.tgz with a plain local.tgz; nothing else where it is plain anyway. */
  readonly plain?: boolean | undefined
  /** A prepared copy of the disk follows: refused before anything is written where its bank has no room for the new state. */
  readonly copy?: boolean | undefined
  /** Of the host, for a configBundle around the new state where a lone state was opened. */
  readonly manifest?: ManifestFacts | undefined
}

export interface BundlePlan {
  readonly changes: readonly Change[]
  /** Names of the files the bundle will hold. */
  readonly files: readonly string[]
  /** Suggested name without extension, such as `bootbank-esx01`. */
  readonly suggestedName: string
  /** What the user should know first: unverified behaviour, no changes, TPM. */
  readonly findings: readonly Finding[]
  /** Which of BundleOptions mean something for this file. */
  readonly offers: {
    /** state.tgz would be sealed, and its key is known. */
    readonly plain: boolean
    /** A lone state was opened: with release and UUID a configBundle can be made. */
    readonly manifest: boolean
  }
  /** The disk image whose boot bank was opened, of which a copy with the new state can be prepared; null for any other file. */
  readonly disk: { readonly name: string; readonly bank: string } | null
  /** Set when no bundle can be made of this file, with the way out. */
  readonly refusal: ErrorData | null
}

/** What was compared after everything was read back from the disk. */
export interface Proof {
  /** Layers reopened, envelope tags checked included. */
  readonly layers: number
  /** Entries whose header and content equal the document's. */
  readonly entries: number
  /** Entries whose stored record is byte for byte that of the opened file. */
  readonly untouched: number
  /** Bytes read back. */
  readonly bytes: number
}

/** An entry that differs between the opened file and what was read back. */
export interface ProvenDifference extends Pick<ComparedEntry, 'address' | 'change' | 'what' | 'from'> {
  /** Old and new value of each setting in it; secrets as ***. */
  readonly settings: readonly SettingDifference[]
}

export interface ProvenDifferences {
  readonly entries: readonly ProvenDifference[]
  /** They are the edits, neither more nor less. */
  readonly isExact: boolean
}

export interface BundleResult {
  readonly files: readonly BundleFile[]
  readonly proof: Proof
  readonly differences: ProvenDifferences
  /** Where it is, for the user's eyes. */
  readonly label: string
  /** Address to fetch it from, in the browser host; null in the desktop window. */
  readonly download: string | null
}

/** A range of bytes of a prepared copy that differs from the opened disk. */
export interface ChangedRange {
  readonly kind: 'content' | 'table' | 'entry' | 'info'
  /** Byte on the disk. */
  readonly offset: number
  /** Bytes. */
  readonly length: number
}

/** A copy of a disk with another state.tgz on a bank: read back whole and compared, its banks read again, the file system followed. */
export interface PreparedCopyResult {
  /** Bytes of the image. */
  readonly size: number
  /** `bank 1 (partition 5, BOOTBANK1) of stick.img`. */
  readonly bank: string
  /** Of the new state.tgz, as read from the copy. */
  readonly state: Pick<BundleFile, 'size' | 'sha256'>
  readonly ranges: readonly ChangedRange[]
  /** Whether boot.cfg lists state.tgz: a host ignores the file without that. */
  readonly listsState: boolean
  readonly label: string
  readonly download: string | null
}

export interface SaveResult {
  readonly file: BundleFile
  /** Null where a single entry was saved. */
  readonly proof: Proof | null
  readonly label: string
  readonly download: string | null
}
