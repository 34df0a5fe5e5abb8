// What the fuzzer starts from: every dialect in every place of the chain (bare, gzip, state.tgz, sealed, configBundle), random
// archives of the property tests, generated host backups cut down to what is read of them, and backups with a wrong ConfigStore.
import fc from 'fast-check'
import { encodeTar, members, trailer } from '../archives/arbitrary-archives'
import { makeBackup, type Shape } from '../fixtures/backups'
import { dialectSeeds, record, tarNodeOf } from './dialect-seeds'
import { disassemble } from './disassemble'
import { fuzzInfo, fuzzKey } from './key'
import { settingsSeeds } from './settings-seeds'
import { type EnvelopeNode, gzipOf, type Node, raw } from './model'

export interface Corpus {
  /** Whole files. */
  readonly files: readonly Node[]
  /** Archives to splice records from, and to nest. */
  readonly archives: readonly Node[]
}

const SAMPLES = 24
/** Files of a host that the engine reads itself; the rest of a backup is only more of the same. */
const kept =
  /esx\.conf$|current-store-1$|encryption\.info$|etc\/(hosts|shadow|random-seed|resolv\.conf|chkconfig\.db)$|rui\.(key|crt)$|\.leases$|hostd\/\w+\.xml$|license\.cfg$|authorized_keys$|\.backup\.counter$/
const shapes: readonly Shape[] = ['esxi-4.1', 'esxi-6.7', 'esxi-7.0.2', 'esxi-8.0-default']

/** Made once per thread; the same every time. */
export async function makeCorpus(): Promise<Corpus> {
  const dialects = Object.values(dialectSeeds)
  const samples = fc.sample(fc.tuple(members, trailer), { seed: 1, numRuns: SAMPLES }).map(([list, end]) =>
    disassemble(
      encodeTar(
        list.filter(one => one.content.length < 4096),
        end,
      ),
    ),
  )
  const hosts: Node[] = []
  for (const shape of shapes) hosts.push(shrunk(disassemble((await makeBackup(shape)).localTgz)))
  const archives = [...dialects, ...samples, ...hosts, ...(await settingsSeeds())]
  return { archives, files: archives.flatMap((archive, index) => nestings(archive, index)) }
}

/** The places an archive can have; a host's tree comes in all of them, others in two by turns. */
function nestings(archive: Node, index: number): readonly Node[] {
  const packed = archive.kind === 'gzip' ? archive : gzipOf(archive)
  const all = [archive, packed, stateOf(packed), sealedState(packed), envelopeOf(packed), bundleOf(stateOf(packed))]
  if (archive.kind === 'gzip') return all
  return [packed, all[index % all.length] ?? packed, all[(index + 3) % all.length] ?? packed]
}

export function stateOf(local: Node): Node {
  return gzipOf(tarNodeOf([record({ name: 'local.tgz' }, local)]))
}

function sealedState(local: Node): Node {
  const info = record({ name: 'encryption.info' }, fuzzInfo)
  return gzipOf(tarNodeOf([info, record({ name: 'local.tgz.ve' }, envelopeOf(local))]))
}

function bundleOf(state: Node): Node {
  const manifest = record({ name: 'Manifest.txt' }, 'RELEASELEVEL=7.0.2\nUUID=4c4c4544\n')
  return gzipOf(tarNodeOf([manifest, record({ name: 'state.tgz' }, state)]))
}

export function envelopeOf(content: Node): EnvelopeNode {
  const attribute = (name: string, type: number, value: Uint8Array) => ({
    type,
    flags: new Uint8Array(3),
    name: Buffer.from(name),
    value,
    length: null,
  })
  return {
    kind: 'envelope',
    attributes: [
      attribute('vmware.iv', 0x0c, Buffer.concat([Buffer.from('WMV_'), Buffer.alloc(8)])),
      attribute('vmware.keyInfo', 0x0b, Buffer.from(fuzzKey.keyId)),
      attribute('vmware.cipherName', 0x0b, Buffer.from('AES-256-GCM')),
    ],
    headerBytes: 4096,
    headerLength: null,
    version: 2,
    content,
    padding: null,
    cryptoPatches: [],
    footerPatches: [],
    tag: 'right',
    flips: [],
  }
}

/** Without the members that nothing reads, and with long contents cut, except a database, which would be none any more. */
function shrunk(node: Node): Node {
  if (node.kind === 'gzip') return { ...node, body: shrunk(node.body) }
  if (node.kind !== 'tar') return node
  const records = node.records.filter(one =>
    kept.test(Buffer.from(one.header.subarray(0, 100)).toString('latin1').replace(/\0.*$/s, '')),
  )
  return { ...node, records: records.map(one => ({ ...one, data: cut(one.data) })) }
}

function cut(node: Node): Node {
  if (node.kind !== 'raw' || Buffer.from(node.bytes.subarray(0, 6)).toString('latin1') === 'SQLite') return node
  return raw(node.bytes.subarray(0, 900))
}
