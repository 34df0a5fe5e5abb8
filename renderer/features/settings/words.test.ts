import { describe, expect, test } from 'vitest'
import { settingFlags, type SettingSchema } from '../../../shared/model/settings'
import { flagWords, schemaWords, valueWords } from './words'

const unsaid: SettingSchema = {
  type: null,
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
}

describe('a schema in words', () => {
  test.each<[Partial<SettingSchema>, readonly string[]]>([
    [{}, []],
    [{ type: 'long', required: true, minimum: 0, maximum: 9000 }, ['whole number', 'required', 'from 0 to 9000']],
    [{ type: 'long', minimum: 1 }, ['whole number', 'at least 1']],
    [{ maximum: 7 }, ['at most 7']],
    [{ choices: ['DHCP', 'STATIC'] }, ['one of DHCP, STATIC']],
    [{ minLength: 36, maxLength: 36, pattern: '^[0-9a-f-]+$' }, ['36 characters long', 'matches ^[0-9a-f-]+$']],
    [{ maxLength: 1024 }, ['at most 1,024 characters long']],
    [{ dependsOn: { name: 'dhcp', values: [false] } }, ['may be set only while dhcp is false']],
    // A type that a later release adds is told as it is.
    [{ type: 'quaternion' }, ['quaternion']],
  ])('%j', (part, words) => {
    expect(schemaWords({ ...unsaid, ...part })).toEqual(words)
  })
})

test('every flag has its words', () => {
  const all = Object.values(settingFlags).reduce((sum, flag) => sum | flag, 0)
  expect(flagWords(all)).toHaveLength(Object.keys(settingFlags).length)
  expect(flagWords(settingFlags.changed)).toEqual(['changed from the default'])
  expect(flagWords(0)).toEqual([])
})

test('an empty text is told, and what is not text is JSON', () => {
  expect([valueWords(''), valueWords('a'), valueWords(null), valueWords(['a'])]).toEqual([
    'empty',
    'a',
    'null',
    '[\n  "a"\n]',
  ])
})
