// What JSON text can hold.

export type JsonObject = { readonly [name: string]: Json }
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** Whether a value is an object, and not a list or null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list; tells a read-only array from an object, which Array.isArray does not. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
