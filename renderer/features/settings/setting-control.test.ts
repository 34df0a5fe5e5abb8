// Which control a setting gets, and what the text in it is as a value.
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../shared/model/json'
import type { SettingSchema } from '../../../shared/model/settings'
import { type Control, controlOf, typedAs, valueTyped } from './setting-control'

const schema = (type: string | null, more: Partial<SettingSchema> = {}): SettingSchema => ({
  type,
  items: null,
  required: false,
  choices: null,
  minimum: null,
  maximum: null,
  minLength: null,
  maxLength: null,
  pattern: null,
  dependsOn: null,
  description: null,
  realName: null,
  ...more,
})
const control = (value: Json, of: SettingSchema | null = null) => controlOf({ value, schema: of }, false)

describe('the control', () => {
  it.each<[string, Control, Control['kind']]>([
    ['a boolean', control(true, schema('boolean')), 'choice'],
    ['choices', control('a', schema('string', { choices: ['a', 'b'] })), 'choice'],
    ['a whole number', control(5, schema('long')), 'number'],
    ['a number of 64 bits, which is text here', control('18446744073709551615', schema('long')), 'number'],
    ['a user variable of esx.conf, a number that is text', control('1', schema('long')), 'text'],
    ['text', control('x', schema('string')), 'text'],
    ['an object', control({ a: 1 }, schema('object')), 'json'],
    ['a list', control([5], schema('array')), 'json'],
    ['a list of texts', control(['x'], schema('array', { items: 'ID' })), 'lines'],
    ['a list of texts without a schema', control(['x', 'y']), 'lines'],
    ['an empty list of texts', control([], schema('array', { items: 'string' })), 'lines'],
    [
      'a list with an empty text, which no line shows',
      control(['x', ''], schema('array', { items: 'string' })),
      'json',
    ],
    ['a list with a line break in it', control(['x\ny']), 'json'],
    ['a number without a schema', control(5), 'number'],
    ['null without a schema', control(null), 'json'],
    ['a secret', controlOf({ value: null, schema: schema('secret') }, true), 'secret'],
  ])('of %s', (_what, { kind }, wanted) => expect(kind).toBe(wanted))

  it('of long text has several lines', () => {
    expect(control('x'.repeat(81))).toEqual({ kind: 'text', lines: true })
    expect(control('x')).toEqual({ kind: 'text', lines: false })
  })
})

describe('the value of a typed text', () => {
  it.each<[Control, string, Json | undefined]>([
    [control(true), 'false', false],
    [control(true), 'maybe', undefined],
    [control(5), ' 17 ', 17],
    [control(5), '-1.5', -1.5],
    [control(5), '0x11', undefined],
    [control(5), '', undefined],
    [control(5), '01', undefined],
    [control(5), '18446744073709551615', '18446744073709551615'],
    [control('x'), '', ''],
    [control('x'), '5', '5'],
    [control([]), '["a"]', ['a']],
    [control([]), '["a"', undefined],
    [control(['x']), 'a\n b \n\nc\n', ['a', ' b ', 'c']],
    [control(['x']), '', []],
  ])('%j: %s', (of, typed, value) => expect(valueTyped(of, typed)).toEqual(value))

  it('is the value itself for what it was shown as', () => {
    for (const value of [true, 5, 'x', ['a', { b: 1 }], { a: null }, ['a', 'b'], ['a', '']])
      expect(valueTyped(control(value), typedAs(control(value), value))).toEqual(value)
  })
})
