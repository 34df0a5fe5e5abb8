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

export interface SaveResult {
  readonly file: BundleFile
  /** Null where a single entry was saved. */
  readonly proof: Proof | null
  readonly label: string
  readonly download: string | null
}
