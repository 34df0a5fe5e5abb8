// Small host backups for the tests of the command line, with invented content.
import { gzipSync } from 'node:zlib'
import { type Bytes, bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { type NewMember, tarOf } from '../../electron/engine/codecs/tar-write'

const MTIME = 1_614_694_627 // 2021-03-02T14:17:07Z

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

export const hostFiles: readonly NewMember[] = [
  file('etc/hosts', '127.0.0.1\tlocalhost\n'),
  file('etc/vmware/esx.conf', esxConf),
  file('etc/random-seed', randomSeed, 0o1600),
  file('etc/shadow', 'root:$6$salt$hash:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\n', 0o600),
  file('etc/ssh/ssh_host_rsa_key', 'not a real key\n', 0o600),
]

/** A regular member. */
export function file(name: string, content: string | Uint8Array, mode = 0o644): NewMember {
  return { name, content: bytesOf(Buffer.from(content)), mode, mtime: MTIME }
}

/** A member of another type: '1' hard link, '2' symbolic link, '3' character device, '5' folder, '6' fifo. */
export function special(name: string, typeflag: string, linkname = ''): NewMember {
  return { name, typeflag, linkname, mode: 0o644, mtime: MTIME }
}

/** What looks like a gzip and is none. */
export const brokenGzip = Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2)

/** Compressed by zlib, which is not what the product writes with. */
export function tgz(members: readonly NewMember[]): Uint8Array {
  return gzipSync(toUint8Array(tarOf(members)))
}

/** state.tgz as before 7.0 U2. */
export function plainState(files: readonly NewMember[] = hostFiles): Uint8Array {
  return tgz([file('local.tgz', tgz(files))])
}

const info = formatEncryptionInfo({
  keyId: Buffer.from('0123456789abcdef0123456789abcdef', 'hex'),
  data1: Buffer.alloc(16, 1),
  data2: Buffer.alloc(16, 2),
})

const key = await unlock(parseEncryptionInfo(info, defaultLimits))

/** encryption.info (mode NONE) and local.tgz.ve. */
export function sealedParts(files: readonly NewMember[] = hostFiles): { info: Uint8Array; ve: Uint8Array } {
  const content: Bytes = bytesOf(tgz(files))
  return { info, ve: toUint8Array(sealEnvelope(content, newEnvelopeHeader(key), key)) }
}

/** state.tgz since 7.0 U2. */
export function sealedState(files: readonly NewMember[] = hostFiles): Uint8Array {
  const parts = sealedParts(files)
  return tgz([file('encryption.info', parts.info), file('local.tgz.ve', parts.ve)])
}

/** The same of a host whose TPM holds the key. */
export function tpmState(): Uint8Array {
  const { ve } = sealedParts()
  return tgz([file('encryption.info', '.encoding = "UTF-8"\nmode = "TPM"\n'), file('local.tgz.ve', ve)])
}
