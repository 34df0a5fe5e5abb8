// Commands about the backup as a whole: its settings, findings, observations, times and secrets.
import { z } from 'zod'
import type { FileRole } from '../model/file-role'
import type { Finding } from '../model/finding'
import type { Json } from '../model/json'
import type { NodeId } from '../model/node'
import {
  mostBuckets,
  observationFormats,
  type ObservationList,
  type TimedEntries,
  type Timeline,
} from '../model/observation'
import { inDocument, jsonText, path, textBody } from './fields'
import type { SecretPlace } from '../model/secret-place'
import type { SettingEntryDetail, SettingList } from '../model/settings'
import { type DocumentCommand, typed } from './command'

/** Whole seconds since 1970. */
const seconds = z.number().int().nonnegative()
/** A stretch of time of a second or more; `to` is not part of it. */
const span = z.strictObject({ from: seconds, to: seconds.min(1) }).refine(({ from, to }) => from < to)
/** The last line or place that there can be. */
const maxRow = Number.MAX_SAFE_INTEGER

/** What is read from all of the backup, without a change of it. */
export const backupCommands = {
  /** Every setting, flat; the values of secrets are not in it. */
  'settings.list': { request: z.strictObject(inDocument), answer: typed<SettingList>() },
  /** One entry with all that is known of it; `entry` is its path. */
  'settings.entry': { request: z.strictObject({ ...inDocument, entry: path }), answer: typed<SettingEntryDetail>() },
  /** The value of one setting, a secret as well; `setting` is its path. */
  'settings.reveal': {
    request: z.strictObject({ ...inDocument, setting: path }),
    answer: typed<{ readonly value: Json }>(),
  },
  /** Why a setting cannot be given a value, in a sentence; null where it can. Nothing is changed. */
  'settings.check': {
    request: z.strictObject({ ...inDocument, setting: path, value: jsonText }),
    answer: typed<{ readonly refusal: string | null }>(),
    largestBody: textBody,
  },
  /** What would go wrong on the host, as the document is now. */
  'checks.list': { request: z.strictObject(inDocument), answer: typed<readonly Finding[]>() },
  /** What an investigator would look at, with reasons, and no verdict. */
  'observations.list': { request: z.strictObject(inDocument), answer: typed<ObservationList>() },
  /** The same as the bytes of a file. */
  'observations.export': {
    request: z.strictObject({ ...inDocument, format: z.enum(observationFormats) }),
    answer: typed<Uint8Array>(),
  },
  /** The host's entries by mtime, in so many buckets: those of a stretch of time, or from the first one to the last. */
  'timeline.buckets': {
    request: z.strictObject({ ...inDocument, shown: span.optional(), count: z.number().int().min(1).max(mostBuckets) }),
    answer: typed<Timeline>(),
  },
  /** The entries of a stretch of time, the first one first. */
  'timeline.entries': { request: z.strictObject({ ...inDocument, span }), answer: typed<TimedEntries>() },
  /** Where secrets are, without their values. */
  'secrets.list': { request: z.strictObject(inDocument), answer: typed<readonly SecretPlace[]>() },
  /**
   * One of them as it is: `index` is its place in the list that was made at `revision`, `title` and `line` what it has there, 0 for no line.
   * Rejects ADDRESS_NOT_FOUND where the document is another by now, or the list has more layers open.
   */
  'secrets.reveal': {
    request: z.strictObject({
      ...inDocument,
      index: z.number().int().nonnegative().max(maxRow),
      revision: z.number().int().nonnegative(),
      title: path,
      line: z.number().int().nonnegative().max(maxRow),
    }),
    answer: typed<{ readonly value: string }>(),
  },
  /** The files of the host's tree and whether it keeps them. */
  'files.roles': {
    request: z.strictObject(inDocument),
    answer: typed<readonly { readonly node: NodeId; readonly address: string; readonly role: FileRole }[]>(),
  },
} satisfies Record<string, DocumentCommand>
