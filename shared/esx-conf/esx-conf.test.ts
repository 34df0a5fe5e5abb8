import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BootbankError } from '../model/errors'
import { parseEsxConf, readKeys, removeKey, setKey } from './esx-conf'

const sample = [
  '/system/uuid = "5f8a-41"',
  '/adv/Misc/HostName = "esx01"',
  '/adv/Misc/HostIPAddr = ""',
  '/net/pnic/child[0000]/mac = "00:50:56:01:02:03"',
  '',
  '/device/000:02.0/owner = "passthru=no, x = "',
  'not a key at all',
  '/adv/Net/ManagementIface = "vmk0"',
  '',
].join('\n')

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof BootbankError ? error.code : `unexpected: ${error}`
  }
  return 'no error'
}

const segment = fc.stringMatching(/^[A-Za-z0-9_.:=[\]-]{1,8}$/)
const anyKey = fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`)
const anyValue = fc.string({ unit: 'binary', maxLength: 12 }).filter(value => !/["\r\n\0]/.test(value))
const anyLine = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyKey, anyValue).map(([key, value]) => `${key} = "${value}"`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '# remark', '/no/value', '/half = "', ' \t/blank\t=  "around" \t', '\r'),
  },
)
const anyText = fc
  .tuple(fc.array(fc.tuple(anyLine, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }), fc.option(anyLine))
  .map(([lines, last]) => lines.map(([line, ending]) => line + ending).join('') + (last ?? ''))
/** A text and a key that is in it more often than not. */
const textAndKey = anyText.chain(text => {
  const keys = [...readKeys(text).keys()]
  return fc.tuple(fc.constant(text), keys.length > 0 ? fc.oneof(fc.constantFrom(...keys), anyKey) : anyKey)
})

describe('parsing', () => {
  it('finds keys, values and their spans', () => {
    const [first, , empty, mac, blank, tricky, prose] = parseEsxConf(sample)
    expect(first).toMatchObject({ kind: 'entry', key: '/system/uuid', value: '5f8a-41', ending: '\n' })
    expect(empty).toMatchObject({ key: '/adv/Misc/HostIPAddr', value: '' })
    expect(mac).toMatchObject({ key: '/net/pnic/child[0000]/mac', value: '00:50:56:01:02:03' })
    expect(blank).toMatchObject({ kind: 'raw' })
    expect(tricky).toMatchObject({ key: '/device/000:02.0/owner', value: 'passthru=no, x = ' })
    expect(prose).toMatchObject({ kind: 'raw' })
    if (mac?.kind !== 'entry') throw new Error('the mac line is an entry')
    expect(sample.slice(mac.keySpan.start, mac.keySpan.end)).toBe(mac.key)
    expect(sample.slice(mac.valueSpan.start, mac.valueSpan.end)).toBe(mac.value)
  })

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        const lines = parseEsxConf(text)
        expect(lines.map(line => text.slice(line.start, line.end) + line.ending).join('')).toBe(text)
      }),
    )
  })

  it('takes the last of duplicate keys', () => {
    expect(readKeys('/a = "1"\n/b = "2"\n/a = "3"\n')).toEqual(
      new Map([
        ['/a', '3'],
        ['/b', '2'],
      ]),
    )
  })

  it('reads the first key after a byte order mark', () => {
    expect(readKeys('\uFEFF/a = "1"\r\n/b = "2"').get('/a')).toBe('1')
  })
})

describe('setting a key', () => {
  it('changes only the span of the value', () => {
    expect(setKey(sample, '/adv/Misc/HostName', 'esx02.example')).toBe(sample.replace('"esx01"', '"esx02.example"'))
  })

  it('changes exactly one span of any text, and nothing else', () => {
    fc.assert(
      fc.property(textAndKey, anyValue, ([text, key], value) => {
        const present = parseEsxConf(text).findLast(line => line.kind === 'entry' && line.key === key)
        const after = setKey(text, key, value)
        expect(readKeys(after).get(key)).toBe(value)
        if (present?.kind === 'entry') {
          expect(after).toBe(text.slice(0, present.valueSpan.start) + value + text.slice(present.valueSpan.end))
        } else {
          const added = parseEsxConf(after).find(line => line.kind === 'entry' && line.key === key)
          if (!added) throw new Error('the key was added')
          const rest = after.slice(0, added.start) + after.slice(added.end + added.ending.length)
          expect([text, `${text}\n`, `${text}\r\n`]).toContain(rest)
          if (text === '' || text.endsWith('\n')) expect(rest).toBe(text)
        }
      }),
    )
  })

  it('does the same twice as once', () => {
    fc.assert(
      fc.property(textAndKey, anyValue, ([text, key], value) => {
        const once = setKey(text, key, value)
        expect(setKey(once, key, value)).toBe(once)
      }),
    )
  })

  it('changes the last of duplicate keys, which is the one that counts', () => {
    expect(setKey('/a = "1"\n/a = "2"\n', '/a', '3')).toBe('/a = "1"\n/a = "3"\n')
  })

  it.each([
    ['after its nearest relative', '/a/x = "1"\n/b/y = "2"\n/a/z = "3"\n/c = "4"\n', '/a/q', 3],
    ['after the deepest relative', '/a/b/c = "1"\n/a/d = "2"\n/e = "3"\n', '/a/b/f', 1],
    ['at the end without a relative', '/a = "1"\nremark\n', '/z', 2],
    ['below a key that is its own path', '/a/b = "1"\n/c = "2"\n', '/a/b/d', 1],
  ])('puts a new key %s', (_, text, key, index) => {
    const lines = text.split('\n')
    lines.splice(index, 0, `${key} = "new"`)
    expect(setKey(text, key, 'new')).toBe(lines.join('\n'))
  })

  it('uses the line ending of the file for a new key', () => {
    expect(setKey('/a/b = "1"\r\n/c = "2"\r\n', '/a/d', 'x')).toBe('/a/b = "1"\r\n/a/d = "x"\r\n/c = "2"\r\n')
    expect(setKey('/a = "1"\r\n/b = "2"', '/z', 'x')).toBe('/a = "1"\r\n/b = "2"\r\n/z = "x"\r\n')
  })

  it('gives a last line that has no line ending one before it appends', () => {
    expect(setKey('/a = "1"', '/b', '2')).toBe('/a = "1"\n/b = "2"\n')
    expect(setKey('', '/b', '2')).toBe('/b = "2"\n')
  })

  it.each(['a "quote"', 'two\nlines', 'carriage\rreturn', 'nul\0'])('refuses the value %j', value => {
    expect(codeOf(() => setKey(sample, '/system/uuid', value))).toBe('CONF_VALUE')
  })

  it.each(['', 'no/slash', '/white space', '/tab\t', '/quo"te', '/line\n'])('refuses the key %j', key => {
    expect(codeOf(() => setKey(sample, key, 'x'))).toBe('CONF_KEY')
    expect(codeOf(() => removeKey(sample, key))).toBe('CONF_KEY')
  })
})

describe('removing a key', () => {
  it('takes the whole line with its ending and leaves the others', () => {
    expect(removeKey('/a = "1"\r\n/b = "2"\r\n/c = "3"', '/b')).toBe('/a = "1"\r\n/c = "3"')
  })

  it('takes every line of the key, so that no earlier value takes effect again', () => {
    expect(removeKey('/a = "1"\n/b = "2"\n/a = "3"\n', '/a')).toBe('/b = "2"\n')
  })

  it('and setting one change the lines of that key alone, whatever the others are', () => {
    const key = fc.constantFrom('/a', '/a/b', '/net/x[0000]/y')
    const entry = fc.tuple(key, anyValue).map(([name, value]) => ({ key: name, text: `${name} = "${value}"` }))
    const other = fc
      .constantFrom('', '# remark', 'no key', '/broken = "', '/c="x"', '\u00e9 = ')
      .map(text => ({ key: '', text }))
    const is: fc.Arbitrary<{ readonly key: string; readonly text: string }> = fc.oneof(entry, other)
    const line = fc.record({ is, ending: fc.constantFrom('\n', '\r\n') })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), key, anyValue, (lines, wanted, value) => {
        fc.pre(lines.some(({ is }) => is.key === wanted))
        const textOf = (some: typeof lines) => some.map(({ is, ending }) => is.text + ending).join('')
        const text = textOf(lines)
        expect(removeKey(text, wanted)).toBe(textOf(lines.filter(({ is }) => is.key !== wanted)))
        const last = lines.findLastIndex(({ is }) => is.key === wanted)
        const changed = lines.map((one, at) =>
          at === last ? { ...one, is: { ...one.is, text: `${wanted} = "${value}"` } } : one,
        )
        expect(setKey(text, wanted, value)).toBe(textOf(changed))
      }),
    )
  })

  it('refuses a key that is not there', () => {
    expect(codeOf(() => removeKey(sample, '/system/uui'))).toBe('CONF_KEY')
  })

  it('takes back what setKey added, except for a last line ending that was missing', () => {
    fc.assert(
      fc.property(anyText, anyKey, anyValue, (text, key, value) => {
        fc.pre(!readKeys(text).has(key))
        const back = removeKey(setKey(text, key, value), key)
        const whole = text === '' || text.endsWith('\n')
        expect(whole ? back === text : back.trimEnd() === text.trimEnd()).toBe(true)
      }),
    )
  })
})
