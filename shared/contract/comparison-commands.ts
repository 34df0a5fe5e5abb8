// Commands about what differs: from the opened file, and from other backups.
import { z } from 'zod'
import type { Change, ChangeDiff } from '../model/change'
import {
  type ComparedFile,
  type Comparison,
  type ComparisonStep,
  comparisonFormats,
  mostCompared,
} from '../model/comparison'
import { atNode, id, inDocument, path, shortText, bank } from './fields'
import { type DocumentCommand, typed } from './command'

/** Differences, without a change of the document. */
export const comparisonCommands = {
  /** Opens another backup to compare this document with, in the place of one before. */
  'compare.open': { request: z.strictObject({ ...inDocument, grant: id }), answer: typed<ComparedFile>() },
  /** The same with another boot bank of the disk that this document is from. Rejects NO_BANK. */
  'compare.bank': { request: z.strictObject({ ...inDocument, bank }), answer: typed<ComparedFile>() },
  /** What changed from each of several backups to the next, the document among them, in the order in which they were saved. */
  'compare.log': {
    request: z.strictObject({ ...inDocument, grants: z.array(id).max(mostCompared), operation: id }),
    answer: typed<readonly ComparisonStep[]>(),
  },
  /** Puts the two backups of a step of that log beside each other, by its index. Rejects NO_COMPARISON where there is no such step. */
  'compare.step': {
    request: z.strictObject({ ...inDocument, step: z.int().min(0).max(mostCompared) }),
    answer: typed<null>(),
  },
  /** What differs between the two, with the document as it is now. Rejects NO_COMPARISON. */
  'compare.list': { request: z.strictObject(inDocument), answer: typed<Comparison>() },
  /** The whole comparison as the bytes of a file. Rejects NO_COMPARISON, REPORT_TOO_LARGE. */
  'compare.export': {
    request: z.strictObject({ ...inDocument, format: z.enum(comparisonFormats) }),
    answer: typed<Uint8Array>(),
  },
  /** Both sides of an entry of that list, by its `address` and `from`, which is empty where the address is the same. */
  'compare.diff': {
    request: z.strictObject({ ...inDocument, address: path, from: shortText }),
    answer: typed<ChangeDiff>(),
  },
  'compare.close': { request: z.strictObject(inDocument), answer: typed<null>() },
  'changes.list': { request: z.strictObject(inDocument), answer: typed<readonly Change[]>() },
  'changes.diff': { request: z.strictObject(atNode), answer: typed<ChangeDiff>() },
} satisfies Record<string, DocumentCommand>
