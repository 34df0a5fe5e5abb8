import type { Format } from '../format'
import { languageOf } from './language'

/** Text that can be shown whole; an empty file is one too. Chosen viewers are remembered for each language. */
export const text = {
  id: 'text',
  viewers: ['text'],
  detect: subject => subject.text !== null,
  kindOf: subject => languageOf(subject.path, subject.text ?? ''),
} as const satisfies Format
