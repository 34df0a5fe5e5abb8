// Fields of requests about guided changes.
import { z } from 'zod'
import { guideIds } from '../model/guide'
import { wholeText } from './fields'

/** Answers of one guided change; a question without one keeps what the backup has. */
export const answersOf = { guide: z.enum(guideIds), answers: z.record(z.string().min(1).max(64), wholeText) }
