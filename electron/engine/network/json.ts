// Reading loosely typed values of settings: null for what is of another type.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../shared/model/json'

/** A property at a path of names. */
export function at(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  let found = value
  for (const name of names) found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined
  return found
}

/** Text that is not empty. */
export function textAt(value: Json | undefined, ...names: readonly string[]): string | null {
  const found = at(value, ...names)
  return typeof found === 'string' && found !== '' ? found : null
}

/** A number, also one that stands as text. */
export function numberAt(value: Json | undefined, ...names: readonly string[]): number | null {
  const found = at(value, ...names)
  if (typeof found === 'number') return found
  return typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found) ? Number(found) : null
}

/** A truth value, also one that stands as text. */
export function flagAt(value: Json | undefined, ...names: readonly string[]): boolean | null {
  const found = at(value, ...names)
  if (typeof found === 'boolean') return found
  return found === 'true' ? true : found === 'false' ? false : null
}

/** The texts of a list. */
export function textsAt(value: Json | undefined, ...names: readonly string[]): readonly string[] {
  const found = at(value, ...names)
  return isJsonList(found) ? found.filter(one => typeof one === 'string') : []
}

/** The objects of a list. */
export function objectsAt(value: Json | undefined, ...names: readonly string[]): readonly JsonObject[] {
  const found = at(value, ...names)
  return isJsonList(found) ? found.filter(isJsonObject) : []
}
