// The small languages, read as the editor reads them: token by token along a line.
import { type StreamParser, StringStream } from '@codemirror/language'
import { describe, expect, it } from 'vitest'
import { accountsParser } from './accounts-language'
import { esxConfParser } from './esx-conf-language'
import { pemParser } from './pem-language'

/** Each token as `name:text`, blanks without a name left out. */
function tokens<S>(parser: StreamParser<S>, text: string): string[][] {
  if (!parser.startState) throw new Error('the parser has no start state')
  const state = parser.startState(2)
  return text.split('\n').map(line => {
    const stream = new StringStream(line, 4, 2)
    const found: string[] = []
    for (let steps = 0; !stream.eol(); steps++) {
      if (steps > line.length) throw new Error(`no progress in ${line}`)
      const name = parser.token(stream, state)
      if (name) found.push(`${name}:${stream.current()}`)
      stream.start = stream.pos
    }
    return found
  })
}

describe('esx.conf', () => {
  it('is read as path, index, key and value', () => {
    expect(tokens(esxConfParser, '/advUserOptions/options[0005]/type = "string"')).toEqual([
      [
        'slash:/',
        'segment:advUserOptions',
        'slash:/',
        'segment:options',
        'index:[0005]',
        'slash:/',
        'key:type',
        'sign:=',
        'string:"string"',
      ],
    ])
  })

  it.each([
    ['/system/uuid = ""', ['slash:/', 'segment:system', 'slash:/', 'key:uuid', 'sign:=', 'string:""']],
    ['/a/b = "10"', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'sign:=', 'number:"10"']],
    ['/a/b = "true"', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'sign:=', 'bool:"true"']],
    ['/a = "x = "y""', ['slash:/', 'key:a', 'sign:=', 'string:"x = "y""']],
    [
      '/device/000:02.0/owner = "vmkernel"',
      [
        'slash:/',
        'segment:device',
        'slash:/',
        'segment:000:02.0',
        'slash:/',
        'key:owner',
        'sign:=',
        'string:"vmkernel"',
      ],
    ],
    [
      '/storage/[naa.6001]/psp = "p"',
      ['slash:/', 'segment:storage', 'slash:/', 'name:[naa.6001]', 'slash:/', 'key:psp', 'sign:=', 'string:"p"'],
    ],
    [
      '/net/pnic[0001] = "x"',
      ['slash:/', 'segment:net', 'slash:/', 'key:pnic', 'index:[0001]', 'sign:=', 'string:"x"'],
    ],
    ['/a/b = "x"\r', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'sign:=', 'string:"x"\r']],
    ['', []],
    ['   ', []],
    ['# remark', ['comment:# remark']],
    ['  # remark', ['comment:  # remark']],
    ['remark', ['malformed:remark']],
    ['/a/b "x"', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'malformed:"x"']],
    ['/a/b = x', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'sign:=', 'malformed:x']],
    ['/a/b = "x', ['slash:/', 'segment:a', 'slash:/', 'key:b', 'sign:=', 'malformed:"x']],
  ])('%j', (line, expected) => {
    expect(tokens(esxConfParser, line)).toEqual([expected])
  })

  it('starts again at every line, whatever the one before was', () => {
    const [, second] = tokens(esxConfParser, '/a = broken\n/b = "1"')
    expect(second).toEqual(['slash:/', 'key:b', 'sign:=', 'number:"1"'])
  })
})

describe('accounts', () => {
  it('are read field by field', () => {
    expect(tokens(accountsParser, 'root:x:0:0:Administrator:/:/bin/ash\n# remark\n\nnobody:*:18000::')).toEqual([
      [
        'name:root',
        'colon::',
        'secret:x',
        'colon::',
        'number:0',
        'colon::',
        'number:0',
        'colon::',
        'text:Administrator',
        'colon::',
        'path:/',
        'colon::',
        'path:/bin/ash',
      ],
      ['comment:# remark'],
      [],
      ['name:nobody', 'colon::', 'secret:*', 'colon::', 'number:18000', 'colon::', 'colon::'],
    ])
  })
})

describe('PEM', () => {
  it('is read as boundaries, headers, base64, and explanation outside', () => {
    const pem = 'subject=CN\n-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES\n\nMIIE\n-----END RSA PRIVATE KEY-----\nend'
    expect(tokens(pemParser, pem)).toEqual([
      ['explanation:subject=CN'],
      ['boundary:-----BEGIN RSA PRIVATE KEY-----'],
      ['header:DEK-Info:', 'base64: AES'],
      [],
      ['base64:MIIE'],
      ['boundary:-----END RSA PRIVATE KEY-----'],
      ['explanation:end'],
    ])
  })
})
