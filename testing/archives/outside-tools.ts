// What Bootbank wrote, as others read it: three tar programs, and the envelope by node:crypto alone, written down a second time
// from the description of the format so that no codec under test vouches for itself.
import { execFileSync } from 'node:child_process'
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Programs that unpack a tgz, by the name that a person knows them by. */
export const tarPrograms = {
  'GNU tar': ['tar'],
  bsdtar: ['bsdtar'],
  'busybox tar': ['busybox', 'tar'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type TarProgram = keyof typeof tarPrograms

/** A regular member as the program put it on the disk. */
export interface Unpacked {
  readonly name: string
  readonly content: Buffer
  /** Permission bits and the T flag. */
  readonly mode: number
  /** Seconds since 1970. */
  readonly mtime: number
}

/** Members of a tgz in archive order. Throws when the program complains. */
export function unpack(program: TarProgram, tgz: Uint8Array): readonly Unpacked[] {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-unpack-'))
  const [command, ...before] = tarPrograms[program]
  const run = (args: readonly string[]) =>
    execFileSync(command, [...before, ...args], { input: tgz, maxBuffer: 512 * 1024 * 1024, encoding: 'utf8' })
  try {
    const out = join(folder, 'out')
    mkdirSync(out)
    run(['-xzpf', '-', '-C', out])
    const names = run(['-tzf', '-'])
      .split('\n')
      .filter(name => name !== '' && !name.endsWith('/'))
    return names.map(name => {
      const path = join(out, name)
      const { mode, mtimeMs } = statSync(path)
      return { name, content: readFileSync(path), mode: mode & 0o7777, mtime: Math.floor(mtimeMs / 1000) }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Members of the innermost archive: down through configBundle, state.tgz and local.tgz or its envelope. */
export function unpackState(program: TarProgram, tgz: Uint8Array): readonly Unpacked[] {
  const members = unpack(program, tgz)
  const named = (name: string) => members.find(one => one.name === name)?.content
  const state = named('state.tgz')
  if (state) return unpackState(program, state)
  const plain = named('local.tgz')
  if (plain) return unpack(program, plain)
  const [info, envelope] = [named('encryption.info'), named('local.tgz.ve')]
  return info && envelope ? unpack(program, openByCrypto(info, envelope)) : members
}

/** The content of a local.tgz.ve by the key that lies in encryption.info. Throws for a wrong hash, tag or mark. */
export function openByCrypto(encryptionInfo: Uint8Array, envelope: Uint8Array): Buffer {
  const block = 4096
  const file = Buffer.from(envelope)
  const header = file.subarray(0, block)
  const footer = file.subarray(-block)
  expectText(header, 'DataTransformEnvelope')
  expectText(footer, 'DataTransformAeadFooter')

  const { keyId, key } = keyIn(Buffer.from(encryptionInfo).toString('utf8'))
  if (text(header, 'vmware.keyInfo') !== keyId) throw new Error('the envelope names another key')
  const hash = createHash('sha256').update('AES-256-GCM').update(key).digest()
  if (!hash.equals(bytes(header, 'vmware.keyHash'))) throw new Error('the key hash differs')

  const decipher = createDecipheriv('aes-256-gcm', key, bytes(header, 'vmware.iv'))
  decipher.setAAD(Buffer.concat([header, Buffer.from('ESXConfiguration')]))
  decipher.setAuthTag(footer.subarray(32, 48))
  const plain = Buffer.concat([decipher.update(file.subarray(block, -block)), decipher.final()])
  const end = plain.subarray(-512)
  expectText(end, 'DataTransformCryptoFooter')
  return plain.subarray(0, plain.length - block - end.readUInt32LE(504))
}

function keyIn(info: string): { readonly keyId: string; readonly key: Buffer } {
  const pairs = /^ConfigEncData\s*=\s*"([^"]*)"/m.exec(info)?.[1]?.split(':') ?? []
  const value = (name: string) => {
    const pair = pairs.find(one => one.startsWith(`${name}=`))
    if (pair === undefined) throw new Error(`encryption.info holds no ${name}`)
    return Buffer.from(decodeURIComponent(pair.slice(name.length + 1)), 'base64')
  }
  const suffix = 'This is obfuscation, not encryption. If you want encryption, use TPM.'
  const password = Buffer.concat([value('data1'), Buffer.from(suffix)])
  return {
    keyId: value('keyId')
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    key: pbkdf2Sync(password, value('data2'), 100_000, 32, 'sha256'),
  }
}

/** Where the value of an attribute of the header begins. */
function valueAt(header: Buffer, name: string): number {
  const at = header.indexOf(`${name}\0`)
  if (at < 0) throw new Error(`the envelope has no ${name}`)
  return at + name.length + 1
}

function bytes(header: Buffer, name: string): Buffer {
  const at = valueAt(header, name)
  return header.subarray(at + 8, at + 8 + Number(header.readBigUInt64LE(at)))
}

function text(header: Buffer, name: string): string {
  const at = valueAt(header, name)
  return header.toString('latin1', at, header.indexOf(0, at))
}

function expectText(block: Buffer, mark: string): void {
  if (!block.toString('latin1').startsWith(mark)) throw new Error(`the block does not begin with ${mark}`)
}
