import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretKindOfName, secretNames } from './rules/named-values'
import type { SecretKind } from './secret'
import { countSecrets, replaceSpans, secretSpans } from './spans'

const spansOf = (text: string, path = 'etc/any', names?: ReadonlyMap<string, SecretKind>) =>
  secretSpans(text, names ? { paths: [path], names } : { paths: [path] })
const found = (text: string, path?: string) =>
  spansOf(text, path).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`)

const sha512 = `$6$saltsalt$${'Ab/.'.repeat(21)}xy`
const hex = (bytes: number) => '08248c6eb8'.repeat(20).slice(0, bytes * 2)

describe('hashes of passwords in any file', () => {
  it.each([
    ['MD5', '$1$O3JMY.Tw$AdLnLjQ/5jXF9.MTp3gHv/'],
    ['Apache MD5', '$apr1$lZL6V/ci$eIMz/iKDkbtys/uU7LEK00'],
    ['bcrypt', '$2b$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe'],
    ['bcrypt of an old library', '$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'],
    ['NT', '$3$$8846f7eaee8fb117ad06bdd830b7586c'],
    ['SHA-256', '$5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGsh.yu/'],
    ['SHA-512', sha512],
    ['SHA-512 with a short hash', '$6$salt$aaaaaaaaaaaaaaaa'],
    ['SHA-512 that lost its salt', `$6$${'Ab/.'.repeat(10)}`],
    ['scrypt', '$7$CU..../....bDqQl0oAGDV5XQvHqAYS61$6Kbd5EYEGAcLFoT1vhZJfJhHbKbCNrVbGQ4ylCp6nA1'],
    ['yescrypt', '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7'],
    ['gost-yescrypt', '$gy$j9T$ls1ZUlgJTOGCWrErrzS7s/$B.SwL4ZdQ1JAOFdxsGMRvzBOUaXVz4b1RTZlOlJPdxB'],
    ['Sun MD5', '$md5$rounds=904$iPPKEBnEkp3JV8uX$0L6m7rOFTVFn.SGqo2M9W1'],
    ['Sun MD5 in its other form', '$md5,rounds=904$iPPKEBnEkp3JV8uX$$0L6m7rOFTVFn.SGqo2M9W1'],
    ['NetBSD SHA-1', '$sha1$40000$jtNX3nZ2$hBNaIXkt4wBI2o5rsi8KejSjNqIq'],
    ['Argon2', '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG'],
    ['PBKDF2', '$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk'],
    ['LDAP', '{SSHA}MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u'],
  ])('%s', (_name, hash) => {
    expect(found(`{"x":"${hash}"}\n`)).toEqual([`password-hash: ${hash}`])
    expect(found(`before ${hash} after`)).toEqual([`password-hash: ${hash}`])
    expect(found(`root:!${hash}:1:\n`, 'etc/shadow')).toEqual([`password-hash: !${hash}`])
  })

  it.each(['price $1$\n', 'cost = $5 and $6 more', 'echo $1$2$3', 'a=$6$b', "awk '{print $1$2}'", '{MD5}'])(
    'and not in %j',
    text => expect(found(text)).toEqual([]),
  )
})

describe('passwords in files of accounts', () => {
  it.each([
    'etc/shadow',
    'etc/.#shadow',
    './etc/shadow-',
    'local.tgz!/etc/passwd',
    'etc/shadow#2',
    'etc/gshadow',
    'etc/group',
  ])('are the second field of %s, whatever its form', path =>
    expect(found('root:abJnggxhB/yWI:0:0:::\n', path)).toEqual(['password-hash: abJnggxhB/yWI']),
  )

  it('end before a carriage return, and stand on the last line too', () => {
    expect(found('a:rl.3StKT.4T8M\r\nb:rl.3StKT.4T8N', 'etc/shadow')).toEqual([
      'password-hash: rl.3StKT.4T8M',
      'password-hash: rl.3StKT.4T8N',
    ])
  })

  it('are not what says that there is none, nor a comment', () => {
    const text = '# root:secret:0\na::1:\nb:*:1:\nc:!!:1:\nd:x:1:\ne:*LK*:2:\nf:!*:3:\ng:NP:4:\n'
    expect(found(text, 'etc/shadow')).toEqual([])
  })

  it('are not looked for in files that only sound alike', () => {
    for (const path of ['etc/shadowed.conf', 'etc/passwdqc.conf', 'etc/nsswitch.conf'])
      expect(found('root:abJnggxhB/yWI:0\n', path)).toEqual([])
  })

  it('of a renamed file are found by either name', () => {
    const file = { paths: ['etc/old', 'etc/shadow'] }
    expect(secretSpans('root:abJnggxhB/yWI:0\n', file)).toHaveLength(1)
  })
})

describe('private keys', () => {
  const key = (label: string, body = 'MIIEow\nIBAAKC==') =>
    `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`

  it.each([
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK',
  ])('are every line of %s, and one secret', label => {
    const text = `before\n${key(label)}after\n`
    expect(found(text)).toEqual(['private-key: MIIEow', 'private-key: IBAAKC=='])
    expect(countSecrets(spansOf(text))).toBe(1)
  })

  it('are hidden with the headers inside them, blank lines aside', () => {
    expect(found(key('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIE'))).toEqual([
      'private-key: Proc-Type: 4,ENCRYPTED',
      'private-key: DEK-Info: AES',
      'private-key: MIIE',
    ])
  })

  it('without an end reach to the end of the text, and end before each carriage return', () => {
    expect(found('-----BEGIN PRIVATE KEY-----\r\nc2Vj\r\ncmV0')).toEqual(['private-key: c2Vj', 'private-key: cmV0'])
  })

  it('on one line hide what is between the marks', () => {
    const line = 'k="-----BEGIN EC PRIVATE KEY-----\\nc2Vj\\n-----END EC PRIVATE KEY-----" y="shown"'
    expect(found(line)).toEqual(['private-key: \\nc2Vj\\n'])
  })

  it('of SSH2 and PuTTY', () => {
    expect(
      found('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56\n---- END SSH2 ENCRYPTED PRIVATE KEY ----'),
    ).toEqual(['private-key: P2/56'])
    expect(found('Public-Lines: 1\nAAAA\nPrivate-Lines: 2\nBBBB\nCCC=\nPrivate-MAC: 1')).toEqual([
      'private-key: BBBB',
      'private-key: CCC=',
    ])
  })

  it('are not certificates, requests or public keys', () => {
    for (const label of ['CERTIFICATE', 'CERTIFICATE REQUEST', 'PUBLIC KEY', 'X509 CRL'])
      expect(found(key(label))).toEqual([])
  })
})

describe('the key of an envelope', () => {
  it('is the whole value of ConfigEncData, quoted or cut off', () => {
    const value = 'keyId=YWJj:data1=ZGVm%3d:data2=Z2hp:version=1'
    expect(found(`mode = "NONE"\nConfigEncData = "${value}"\n`)).toEqual([`envelope-key: ${value}`])
    expect(found(`ConfigEncData=${value}`)).toEqual([`envelope-key: ${value}`])
    expect(found(`  ConfigEncData = "${value}`)).toEqual([`envelope-key: ${value}`])
  })

  it('is each of its parts where one stands alone', () => {
    expect(found('pasted: data1=ZGVmZ2hpamtsbW4%3d and data2=b3BxcnN0dXY=')).toEqual([
      'envelope-key: ZGVmZ2hpamtsbW4%3d',
      'envelope-key: b3BxcnN0dXY=',
    ])
  })
})

it('the recovery key of a host with a TPM, in its form and as a boot option', () => {
  const key = Array.from({ length: 16 }, (_, index) => String(100_000 + index)).join('-')
  expect(found(`ID  Key\n{1}  ${key}\n`)).toEqual([`recovery-key: ${key}`])
  expect(found(`kernelopt=runweasel encryptionRecoveryKey=${key} x`)).toEqual([`recovery-key: ${key}`])
  expect(found('kernelopt=encryptionRecoveryKey=123456')).toEqual(['recovery-key: 123456'])
  expect(found('give encryptionRecoveryKey=… at boot')).toEqual([])
})

it('licence keys, but not the zeros of the evaluation mode, nor UUIDs', () => {
  expect(found('<serial>4A0J1-XYZ22-H8M40-0U002-95HQ6</serial>')).toEqual([
    'license-key: 4A0J1-XYZ22-H8M40-0U002-95HQ6',
  ])
  expect(found('<serial>00000-00000-00000-00000-00000</serial>')).toEqual([])
  expect(found('61C3F0AA-0B2E-4D5F-8A9B-0011223344AA ABCDE-ABCDE-ABCDE-ABCDE-ABCDE-ABCDE')).toEqual([])
})

describe('SNMP', () => {
  it('communities, targets and users of snmp.xml', () => {
    const auth = hex(20)
    const priv = 'ab'.repeat(20)
    const text = [
      '<communities>public,rack 12</communities>',
      '<targets>192.0.2.7@162/trapme,host.example@162 other</targets>',
      `<users>user1/${auth}/${priv}/priv,user2/-/-/none</users>`,
      `<remoteusers>u3/SHA1/${auth}/AES128/-/80001adc05</remoteusers>`,
      '<engineid>00000063000000a100000000</engineid>',
    ].join('\n')
    expect(found(text, 'etc/vmware/snmp.xml')).toEqual([
      'snmp-community: public,rack 12',
      'snmp-community: trapme',
      'snmp-community: other',
      `snmp-key: ${auth}`,
      `snmp-key: ${priv}`,
      `snmp-key: ${auth}`,
    ])
  })

  it('the configuration of net-snmp', () => {
    const text = [
      'rocommunity public',
      'rwcommunity6 private 192.0.2.0/24',
      'com2sec readonly default seeme',
      'trapsink 192.0.2.7 traps',
      'createUser joe SHA "auth pass" AES "priv pass"',
      'sysLocation Rack 12',
    ].join('\n')
    expect(found(text, 'etc/snmp/snmpd.conf')).toEqual([
      'snmp-community: public',
      'snmp-community: private',
      'snmp-community: seeme',
      'snmp-community: traps',
      'snmp-key: "auth pass"',
      'snmp-key: "priv pass"',
    ])
  })

  it('is not looked for elsewhere', () => {
    expect(found('rocommunity public\nmail me@25/today', 'etc/motd')).toEqual([])
  })
})

describe('values known by the name beside them', () => {
  it.each([
    ['{"password_hash": "*0x1"}', 'password-hash: *0x1'],
    ['{"a": {"chap_secret":"s3c\\"ret"}}', 'chap-secret: s3c\\"ret'],
    ['{"communities": ["public", "pri\\"vate"], "port": 161}', 'snmp-community: public', 'snmp-community: pri\\"vate'],
    ['{"users":[{"list":[1]},{"private_key":"k"}]}', 'private-key: k'],
    ['<vpxa><password>xyz</password></vpxa>', 'password: xyz'],
    ['<ns:passwd enc="1">\n  abc\n</ns:passwd>', 'password: abc'],
    ['<account name="a" password="p w"/>', 'password: p w'],
    ['/storage/iscsi/chapSecret = "se=cr"et"', 'chap-secret: se=cr"et'],
    ['node.session.auth.password = abc', 'chap-secret: abc'],
    ['discovery.sendtargets.auth.password_in = abc def  ', 'chap-secret: abc def'],
    ['/a/b[0001]/sharedSecret = "x"', 'password: x'],
    ['bindpw=x#y', 'password: x#y'],
  ])('%s', (text, ...expected) => expect(found(text)).toEqual(expected))

  it.each([
    'PasswordAuthentication yes',
    'password   requisite   pam_passwdqc.so retry=3',
    '/a/password = ""',
    'password = none',
    'password=$1',
    'PASSWORD="$(cat file)"',
    '{"password_history": "5", "secret": true}',
    '<passwordfile>etc/x</passwordfile>',
    '/adv/chap = "prohibited"',
  ])('and not %s', text => expect(found(text)).toEqual([]))

  it.each(Object.entries(secretNames))('and beside the name %s', (name, kind) => {
    expect(found(`{"${name}": "abc"}`)).toEqual([`${kind}: abc`])
  })

  it('and the key of a DHCP client in its leases alone', () => {
    const text = 'key "omapi" {\n  algorithm hmac-md5;\n  secret "cGxhbnRlZCBrZXk=";\n}\n'
    expect(found(text, 'etc/dhclient-vmk0.leases')).toEqual(['password: cGxhbnRlZCBrZXk='])
    expect(found(text, 'etc/motd')).toEqual([])
  })

  it('and by the names that a schema of the backup declares', () => {
    const names = new Map<string, SecretKind>([['kmip_credential', 'password']])
    const text = '{"kmip_credential": "abc", "other": "def"}'
    expect(spansOf(text, 'x', names).map(({ from, to }) => text.slice(from, to))).toEqual(['abc'])
    expect(spansOf(text)).toEqual([])
    expect(secretKindOfName('a/b/KmipCredential', { paths: [], names })).toBe('password')
    expect(secretKindOfName('hostname', { paths: [], names })).toBeNull()
    expect(secretKindOfName('constructor', { paths: [] })).toBeNull()
  })
})

describe('spans', () => {
  it('that overlap hide all that either rule would', () => {
    const text = `<password>abc -----BEGIN PRIVATE KEY-----\nMII</password>`
    const masked = replaceSpans(text, spansOf(text), () => '*')
    expect(masked).not.toMatch(/abc|MII/)
  })

  const pieces = fc.constantFrom(
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----END RSA PRIVATE KEY-----',
    'MIIEow',
    sha512,
    'root:',
    ':',
    '$6$',
    '\n',
    '\r\n',
    '\r',
    'password = ',
    '"password":"',
    '"',
    '<secret>',
    '</secret>',
    '[',
    ']',
    '"communities":[',
    'ConfigEncData = "',
    'data1=ABCDEFGH',
    'é',
    '\u2028',
    '\u0085',
    '\u00a0',
    '€',
    '😀',
    ' ',
    '\t',
    'x',
    '@162/',
    '\\',
  )
  const texts = fc.array(pieces, { maxLength: 40 }).map(parts => parts.join(''))
  const paths = fc.constantFrom('etc/shadow', 'etc/snmp.xml', 'etc/a.json')

  it('are in order, apart, not empty, and on one line each', () => {
    fc.assert(
      fc.property(texts, paths, (text, path) => {
        let end = 0
        for (const { from, to } of spansOf(text, path)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(text.slice(from, to)).not.toMatch(/[\r\n]/)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  it('are the same whether a text is characters or its UTF-8 bytes: the window has the one, a report the other', () => {
    const bytes = (text: string) =>
      encodeURIComponent(text).replace(/%(..)/g, (_all, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )
    fc.assert(
      fc.property(texts, paths, (text, path) => {
        const inCharacters = spansOf(text, path).map(({ from, to }) => [
          bytes(text.slice(0, from)).length,
          bytes(text.slice(0, to)).length,
        ])
        expect(spansOf(bytes(text), path).map(({ from, to }) => [from, to])).toEqual(inCharacters)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['keys that never end', '-----BEGIN PRIVATE KEY-----'],
    ['lists that never end', '"password":['],
    ['lists in lists', '"password":[[],'],
    ['dollar signs', '$1'],
    ['hashes cut off', '$6$a'],
    ['one long word', 'a'],
    ['blanks', 'password= '],
    ['lines of blanks in a key', '-----BEGIN PRIVATE KEY-----                '],
    ['groups of digits', '123456-'],
    ['groups of letters', 'ABCDE-'],
    ['open elements', '<password '],
    ['quotes', '"password":"\\'],
  ])('of megabytes of %s are found without hanging', (_what, piece) => {
    const text = piece.repeat(Math.ceil(2_000_000 / piece.length))
    expect(spansOf(text, 'etc/snmp.xml').length).toBeGreaterThanOrEqual(0)
    expect(spansOf(`password=${' '.repeat(1_000_000)}x`).length).toBe(1)
  })
})

it('keys in groups are found as one pattern over the whole text finds them', () => {
  const licence = /(?<![0-9A-Za-z-])[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}(?![0-9A-Za-z-])/g
  const recovery = /(?<![0-9-])\d{6}(?:-\d{6}){15}(?![0-9-])/g
  const group = fc.oneof(fc.constantFrom('ABCDE', '12345', '123456', 'ABCD'), fc.constantFrom('-', ' ', '\n'))
  const key = fc.constantFrom('ABCDE-12345-ABCDE-FGHIJ-00001', `123456${'-654321'.repeat(15)}`)
  const text = fc.array(fc.oneof(group, key), { maxLength: 25 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, one => {
      const expected = [...one.matchAll(licence), ...one.matchAll(recovery)].map(match => match[0]).toSorted()
      expect(
        secretSpans(one, { paths: [] })
          .map(({ from, to }) => one.slice(from, to))
          .toSorted(),
      ).toEqual(expected)
    }),
    { numRuns: 3000 },
  )
})
