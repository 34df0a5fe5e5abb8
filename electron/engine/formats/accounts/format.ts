import type { Format } from '../format'
import { languageOf } from '../text/language'

/** passwd, shadow, group and gshadow, their copies and their untouched twins, by name. Text is in front, because that is where they are edited. */
export const accounts = {
  id: 'accounts',
  viewers: ['text', 'accounts'],
  detect: ({ path, text }) => text !== null && text !== '' && languageOf(path, text) === 'accounts',
} as const satisfies Format
