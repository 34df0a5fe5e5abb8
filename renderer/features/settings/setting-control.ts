// By which control a setting is edited, and what the text typed into it is as a value. The schema of the backup decides.
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import type { SettingDetail, SettingSchema } from '../../../shared/model/settings'

export type Control =
  /** One of a few values, each with the text it is chosen by. */
  | { readonly kind: 'choice'; readonly options: readonly { readonly text: string; readonly value: Json }[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly lines: boolean }
  /** A list of texts, one a line. */
  | { readonly kind: 'lines' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'json' }

/** Characters from which a text gets several lines. */
const longText = 80

/** Types of a schema whose values are text. */
const textTypes: ReadonlySet<string> = new Set(['string', 'ID', 'URI'])

/** The control for a setting; a secret's value is not known here, and is typed again. */
export function controlOf({ value, schema }: Pick<SettingDetail, 'value' | 'schema'>, secret: boolean): Control {
  if (secret) return { kind: 'secret' }
  if (schema?.choices)
    return { kind: 'choice', options: schema.choices.map(one => ({ text: textOf(one), value: one })) }
  switch (kindOf(value, schema)) {
    case 'boolean':
      return { kind: 'choice', options: [true, false].map(one => ({ text: String(one), value: one })) }
    case 'number':
      return { kind: 'number' }
    case 'text':
      return { kind: 'text', lines: typeof value === 'string' && (value.length > longText || value.includes('\n')) }
    case 'lines':
      return { kind: 'lines' }
    case 'json':
      return { kind: 'json' }
  }
}

/** What a value is typed as; a secret, which is not known here, begins empty. */
export function typedAs({ kind }: Control, value: Json): string {
  if (kind === 'secret') return ''
  return kind === 'lines' && isJsonList(value) ? value.join('\n') : textOf(value)
}

/** What a property that has no value begins with: the first of its choices, the least it may be, nothing. */
export function emptyOf(schema: SettingSchema | null): Json {
  if (schema?.choices) return schema.choices[0] ?? null
  switch (schema?.type) {
    case 'boolean':
      return false
    case 'long':
    case 'double':
      return schema.minimum ?? 0
    case 'object':
      return {}
    case 'array':
      return []
    default:
      return ''
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** The value of a typed text; undefined for what is not of the kind. */
export function valueTyped(control: Control, typed: string): Json | undefined {
  switch (control.kind) {
    case 'choice':
      return control.options.find(option => option.text === typed)?.value
    case 'number':
      return numberOf(typed.trim())
    case 'text':
    case 'secret':
      return typed
    case 'lines':
      return typed.split('\n').filter(line => line !== '')
    case 'json':
      return jsonOf(typed)
  }
}

function kindOf(value: Json, schema: SettingSchema | null): 'boolean' | 'number' | 'text' | 'lines' | 'json' {
  switch (schema?.type) {
    case 'boolean':
      return 'boolean'
    case 'long':
    case 'double':
      // A user variable of esx.conf is a number that stands there as text.
      return typeof value === 'string' && !/^-?\d{16,}$/.test(value) ? 'text' : 'number'
    case 'object':
      return 'json'
    case 'array':
      return isLines(value, schema.items) ? 'lines' : 'json'
    default:
      if (typeof value === 'boolean') return 'boolean'
      if (typeof value === 'number') return 'number'
      if (isLines(value, null)) return 'lines'
      return value === null || isJsonList(value) || isJsonObject(value) ? 'json' : 'text'
  }
}

/** Whether a list can be typed as one text a line: all of it is text, and each has exactly one line. */
function isLines(value: Json, items: string | null): boolean {
  if (!isJsonList(value) || !value.every(one => typeof one === 'string' && /^[^\r\n]+$/.test(one))) return false
  return value.length > 0 || (items !== null && textTypes.has(items))
}

/** A number of more digits than a JavaScript number holds stays as text, which the document writes digit by digit. */
function numberOf(text: string): Json | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return undefined
  const number = Number(text)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number
}

/** Undefined for what is not JSON yet. */
function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
