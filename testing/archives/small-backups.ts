// Small backups of an invented host in each link of the chain, for tests of what is built on documents.
import { type Bytes, bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { gzip } from '../../electron/engine/codecs/gzip'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { type NewMember, tarOf } from '../../electron/engine/codecs/tar-write'
import { Document } from '../../electron/engine/document/document'

export const MTIME = 1_700_000_000

export const esxConf = [
  '/system/uuid = "3c9d1f20-7a41-42b8-9e05-0011223344bb"',
  '/resourceGroups/version = "7.0.2"',
  '/adv/Misc/HostName = "esx01.example"',
  '/adv/Misc/HostIPAddr = "192.0.2.10"',
  '',
].join('\n')

export const info: Uint8Array = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 0x42),
  data1: Buffer.alloc(15, 2),
  data2: Buffer.alloc(16, 3),
})
const key = await unlock(parseEncryptionInfo(info, defaultLimits))

/** A regular member. */
export function file(name: string, content: string | Uint8Array | Bytes, facts: Partial<NewMember> = {}): NewMember {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { name, mode: 0o644, mtime: MTIME, content: bytes instanceof Uint8Array ? bytesOf(bytes) : bytes, ...facts }
}

export const hostFiles: readonly NewMember[] = [
  file('etc/hosts', '127.0.0.1\tlocalhost\n::1\tlocalhost\n'),
  file('etc/vmware/esx.conf', esxConf),
  file('etc/shadow', 'root:$6$saltsalt$abcdefghijklmnop:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\n', {
    mode: 0o600,
  }),
  file('etc/vmware/ssl/rui.key', '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n', {
    mode: 0o400,
  }),
  file('etc/vmware/ssl/rui.crt', '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydA==\n-----END CERTIFICATE-----\n'),
  file('etc/random-seed', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 7) % 256)), { mode: 0o1600 }),
]

export async function tgz(members: readonly NewMember[]): Promise<Bytes> {
  return gzip(tarOf(members))
}

export async function plainState(files: readonly NewMember[] = hostFiles): Promise<Bytes> {
  return tgz([file('local.tgz', await tgz(files))])
}

/** Sealed with the key in encryption.info, under a fresh iv at each call. */
export async function sealedState(files: readonly NewMember[] = hostFiles): Promise<Bytes> {
  return tgz([file('encryption.info', info), file('local.tgz.ve', await sealed(files))])
}

export async function sealed(files: readonly NewMember[]): Promise<Bytes> {
  return sealEnvelope(await tgz(files), newEnvelopeHeader(key), key)
}

export async function tpmState(files: readonly NewMember[] = hostFiles): Promise<Bytes> {
  return tgz([file('encryption.info', 'mode = "TPM"\n'), file('local.tgz.ve', await sealed(files))])
}

export async function configBundle(state: Bytes): Promise<Bytes> {
  return tgz([file('Manifest.txt', 'RELEASELEVEL=7.0.2\nUUID=4c4c4544\n'), file('state.tgz', state)])
}

/** Opens the bytes, all layers. */
export async function opened(bytes: Bytes, name = 'state.tgz'): Promise<Document> {
  const document = await Document.open(bytes, { name })
  await document.openAll()
  return document
}

/** Replaces a file's content. */
export async function put(document: Document, address: string, content: string | Uint8Array): Promise<void> {
  document.put(await document.resolve(address), bytesOf(Buffer.from(content)))
}

export async function textAt(document: Document, address: string): Promise<string> {
  return Buffer.from(toUint8Array(document.content(await document.resolve(address)))).toString()
}
