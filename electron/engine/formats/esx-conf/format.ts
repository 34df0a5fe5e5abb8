import type { Format } from '../format'
import { languageOf } from '../text/language'

/** esx.conf, by its name or by its first line. Text is in front, because that is where it is edited. */
export const esxConf = {
  id: 'esx-conf',
  viewers: ['text', 'conf-keys'],
  detect: ({ path, text }) => text !== null && languageOf(path, text) === 'esx-conf',
} as const satisfies Format
