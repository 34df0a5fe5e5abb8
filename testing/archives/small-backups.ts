// Small backups of one invented host, in each form of the chain: the one builder of the tests of everything that works on documents.
// Compressed by zlib, which is not what the product writes with.
import { gzipSync } from 'node:zlib'
import { type Bytes, bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { type NewMember, tarOf } from '../../electron/engine/codecs/tar-write'
import { Document } from '../../electron/engine/document/document'

/** 2021-03-02T14:17:07Z */
export const MTIME = 1_614_694_627

type Content = string | Uint8Array | Bytes

const contentOf = (content: Content): Bytes =>
  typeof content === 'string' || content instanceof Uint8Array ? bytesOf(Buffer.from(content)) : content

/** A regular member; text is stored as UTF-8. */
export function file(name: string, content: Content, facts: Partial<NewMember> = {}): NewMember {
  return { name, mode: 0o644, mtime: MTIME, content: contentOf(content), ...facts }
}

/** A member of another type: '1' hard link, '2' symbolic link, '3' character device, '5' directory, '6' fifo. */
export function special(name: string, typeflag: string, linkname = ''): NewMember {
  return { name, typeflag, linkname, mode: 0o644, mtime: MTIME }
}

/** Regular members by name. */
export const filesOf = (contents: Readonly<Record<string, Content>>): NewMember[] =>
  Object.entries(contents).map(([name, content]) => file(name, content))

export const esxConf = [
  '/system/uuid = "61c3f0aa-0b2e-4d5f-8a9b-0011223344aa"',
  '/adv/Misc/HostName = "esx01.example"',
  '/adv/Misc/HostIPAddr = "192.0.2.10"',
  '/resourceGroups/version = "7.0.2"',
  '/adv/Net/ManagementIface = "vmk0"',
  '/vmkdev/query = "a=b=c"',
  '',
].join('\n')

export const randomSeed = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7 + 3) % 256))

/** What the host's local.tgz holds: settings, a text, a file with the T flag, secrets, and the certificate that it cannot do without. */
export const hostFiles: readonly NewMember[] = [
  file('etc/vmware/esx.conf', esxConf),
  file('etc/hosts', '127.0.0.1\tlocalhost\n'),
  file('etc/random-seed', randomSeed, { mode: 0o1600 }),
  file('etc/shadow', 'root:$6$salt$hash:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\n', { mode: 0o600 }),
  file('etc/ssh/ssh_host_rsa_key', 'not a real key\n', { mode: 0o600 }),
  file('etc/vmware/ssl/rui.key', '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n', {
    mode: 0o400,
  }),
  file('etc/vmware/ssl/rui.crt', '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydA==\n-----END CERTIFICATE-----\n'),
]

/** What looks like a gzip and is not one. */
export const brokenGzip = Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2)

/** The members as a .tgz. */
export function tgz(members: readonly NewMember[]): Uint8Array {
  return new Uint8Array(gzipSync(toUint8Array(tarOf(members))))
}

/** state.tgz as before 7.0 U2. */
export function plainState(files: readonly NewMember[] = hostFiles): Uint8Array {
  return tgz([file('local.tgz', tgz(files))])
}

/** encryption.info with the key in it (mode NONE), and the key. */
export const info: Uint8Array = formatEncryptionInfo({
  keyId: Buffer.from('0123456789abcdef0123456789abcdef', 'hex'),
  data1: Buffer.alloc(16, 1),
  data2: Buffer.alloc(16, 2),
})
const key = await unlock(parseEncryptionInfo(info, defaultLimits))

/** local.tgz.ve under that key, with a fresh iv at each call. */
export function sealed(files: readonly NewMember[] = hostFiles): Uint8Array {
  return toUint8Array(sealEnvelope(bytesOf(tgz(files)), newEnvelopeHeader(key), key))
}

/** state.tgz since 7.0 U2. */
export function sealedState(files: readonly NewMember[] = hostFiles): Uint8Array {
  return tgz([file('encryption.info', info), file('local.tgz.ve', sealed(files))])
}

/** The same of a host whose TPM holds the key. */
export function tpmState(files: readonly NewMember[] = hostFiles): Uint8Array {
  return tgz([file('encryption.info', '.encoding = "UTF-8"\nmode = "TPM"\n'), file('local.tgz.ve', sealed(files))])
}

/** What `backup_config` hands out: a manifest beside the state. */
export function configBundle(state: Uint8Array): Uint8Array {
  return tgz([file('Manifest.txt', 'RELEASELEVEL=7.0.2\nUUID=4c4c4544\n'), file('state.tgz', state)])
}

/** A .tgz of `count` empty files in the folder `many`. */
export function tgzOfMany(count: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let from = 0; from < count; from += 10_000) {
    const members = Array.from({ length: Math.min(10_000, count - from) }, (_, at) =>
      file(`many/file-${from + at}`, ''),
    )
    parts.push(toUint8Array(tarOf(members)).subarray(0, -1024))
  }
  return new Uint8Array(gzipSync(Buffer.concat([...parts, new Uint8Array(1024)])))
}

/** Opens the bytes, all layers. */
export async function opened(bytes: Uint8Array | Bytes, name = 'state.tgz'): Promise<Document> {
  const document = await Document.open(bytes instanceof Uint8Array ? bytesOf(bytes) : bytes, { name })
  await document.openAll()
  return document
}

/** Replaces a file's content. */
export async function put(document: Document, address: string, content: string | Uint8Array): Promise<void> {
  document.put(await document.resolve(address), bytesOf(Buffer.from(content)))
}

/** The content of an entry as UTF-8. */
export async function textAt(document: Document, address: string): Promise<string> {
  return Buffer.from(toUint8Array(document.content(await document.resolve(address)))).toString()
}
