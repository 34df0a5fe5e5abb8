// --limit NAME=VALUE: somebody who knows what a file holds may raise (or lower) a cap of the engine.
import { BootbankError } from '../../../shared/model/errors'
import { defaultLimits, type Limits } from '../../engine/codecs/limits'

const factors = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const

/** The limits with the given ones set. Throws USAGE. */
export function limitsFrom(settings: readonly string[]): Limits {
  let limits = defaultLimits
  for (const setting of settings) limits = { ...limits, ...parseLimit(setting) }
  return limits
}

/** Names of all limits, for the help. */
export const limitNames = Object.keys(defaultLimits).filter(isLimit)

function parseLimit(setting: string): Partial<Limits> {
  const match = /^(\w+)=(\d{1,15})([KMG]?)$/i.exec(setting)
  const name = match?.[1] ?? ''
  if (!match || !isLimit(name)) {
    throw new BootbankError(
      'USAGE',
      `--limit ${setting} is not understood. Give NAME=VALUE with a whole number, K, M or G; names: ${limitNames.join(', ')}.`,
    )
  }
  const suffix = match[3]?.toUpperCase()
  const factor = suffix === 'K' || suffix === 'M' || suffix === 'G' ? factors[suffix] : 1
  return { [name]: Number(match[2]) * factor }
}

function isLimit(name: string): name is keyof Limits {
  return Object.hasOwn(defaultLimits, name)
}
