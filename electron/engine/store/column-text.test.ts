// The text of a column changed in place: whatever its spaces, the rest of it keeps its bytes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../shared/model/json'
import { columnText, exactNumber, type Step, withoutValue, withValue } from './column-text'

const property = (name: string): Step => ({ kind: 'property', name })
const item = (identity: Json): Step => ({ kind: 'item', by: 'name', identity })

describe('a value in a text', () => {
  it.each<[string, string, readonly Step[], Json, string]>([
    ['replaced', '{"a": 1, "b": [ ]}', [property('a')], 'x', '{"a": "x", "b": [ ]}'],
    ['added last', '{ "a": 1 }', [property('b')], true, '{ "a": 1,"b":true }'],
    ['added to nothing', '{ }', [property('b')], {}, '{"b":{} }'],
    [
      'added with what is around it',
      '{}',
      [property('a'), property('b'), item('x'), property('c')],
      1,
      '{"a":{"b":[{"name":"x","c":1}]}}',
    ],
    [
      'in an item that is there',
      '{"a":[{"name":"x"},{"name":"y","c":1}]}',
      [property('a'), item('y'), property('c')],
      2,
      '{"a":[{"name":"x"},{"name":"y","c":2}]}',
    ],
    ['in an item of a number', '[{"name":7,"c":1}]', [item(7), property('c')], 2, '[{"name":7,"c":2}]'],
    [
      'in a new item',
      '{"a":[{"name":"x"}]}',
      [property('a'), item('y'), property('c')],
      2,
      '{"a":[{"name":"x"},{"name":"y","c":2}]}',
    ],
    ['in the item at an index', '[1, 2]', [{ kind: 'index', index: 1 }], 3, '[1, 3]'],
    ['of a property that stands twice, in the one that counts', '{"a":1,"a":2}', [property('a')], 3, '{"a":1,"a":3}'],
    ['as a whole', ' {"a":1}', [], { b: 2 }, ' {"b":2}'],
    ['a number with its digits', '{"a":1}', [property('a')], exactNumber('9007199254740993'), '{"a":9007199254740993}'],
  ])('%s', (_what, text, steps, value, wanted) => {
    expect(withValue(text, steps, value)).toBe(wanted)
  })

  it('is refused where a step leads into something else', () => {
    expect(() => withValue('{"a":1}', [property('a'), property('b')], 1)).toThrow(
      '"b" cannot be in a value that is not an object',
    )
    expect(() => withValue('{"a":{}}', [property('a'), item('b')], 1)).toThrow('no list')
    expect(() => withValue('{"a":', [property('a')], 1)).toThrow('no JSON')
  })
})

describe('a value out of a text', () => {
  it.each<[string, string, readonly Step[], string]>([
    ['the only property', '{ "a": 1 }', [property('a')], '{  }'],
    ['the first property', '{"a": 1, "b": 2}', [property('a')], '{"b": 2}'],
    ['the last property', '{"a": 1, "b": 2}', [property('b')], '{"a": 1}'],
    ['the last item', '[{"name":"x"},{"name":"y"}]', [item('y')], '[{"name":"x"}]'],
    ['the only item', '{"a":[{"name":"y"}]}', [property('a'), item('y')], '{"a":[]}'],
    ['nothing that is there', '{"a":1}', [property('b')], '{"a":1}'],
  ])('%s', (_what, text, steps, wanted) => {
    expect(withoutValue(text, steps)).toBe(wanted)
  })
})

it('any value put into any object is what JavaScript would have made of it, and taken out again leaves the text', () => {
  const objects = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true, maxKeys: 5 })
  fc.assert(
    fc.property(objects, fc.string(), fc.jsonValue(), fc.nat(4), (object, name, value, spaces) => {
      const text = JSON.stringify(object, null, spaces)
      const after = withValue(text, [property(name)], value as Json)
      const wanted = JSON.parse(JSON.stringify(object)) as Record<string, unknown>
      Object.defineProperty(wanted, name, {
        value: JSON.parse(JSON.stringify(value)),
        enumerable: true,
        configurable: true,
        writable: true,
      })
      expect(JSON.parse(after)).toEqual(wanted)
      if (!Object.hasOwn(object, name)) expect(withoutValue(after, [property(name)])).toBe(text)
    }),
  )
})

it('is written as the host does, without spaces', () => {
  expect(columnText({ a: [1, 'ü', { b: null }] })).toBe('{"a":[1,"ü",{"b":null}]}')
})
