// Chains of certificates against `openssl verify`: for every selection and order of a pool, each link that is told here is one that openssl
// accepts, and the other way round.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CertificateChain } from '../../../../shared/viewers/certificate'
import { certificatesOf } from './read'

let folder = ''
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { encoding: 'utf8', cwd: folder, stdio: 'pipe' })
const pem = (name: string) => readFileSync(at(`${name}.crt`), 'utf8')
const authority = 'basicConstraints=critical,CA:true'

/** `twin` has the name of `root` and another key; `leafOfHost` is signed by a host, which must not sign. */
const pool = ['host', 'middle', 'root', 'twin', 'alone', 'leafOfHost', 'other'] as const
/** Who signed whom, as openssl says: `signs['middle host']`. */
const signs: Record<string, boolean> = {}

function make(name: (typeof pool)[number], subject: string, by: string | null, extensions: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`]
  openssl('req', ...key, '-out', `${name}.csr`, '-subj', `/CN=${subject}`)
  writeFileSync(at(`${name}.ext`), `${extensions}\n`)
  const signer = by === null ? ['-signkey', `${name}.key`] : ['-CA', `${by}.crt`, '-CAkey', `${by}.key`]
  const serial = ['-set_serial', String(pool.indexOf(name) + 1)]
  openssl('x509', '-req', '-in', `${name}.csr`, ...signer, ...serial, '-extfile', `${name}.ext`, '-out', `${name}.crt`)
}

function accepts(...args: readonly string[]): boolean {
  try {
    openssl('verify', ...args)
    return true
  } catch {
    return false
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chains-'))
  make('root', 'Root', null, authority)
  make('twin', 'Root', null, authority)
  make('middle', 'Middle', 'root', authority)
  make('host', 'host', 'middle', 'basicConstraints=CA:false')
  make('leafOfHost', 'leaf', 'host', 'basicConstraints=CA:false')
  make('alone', 'alone', null, 'basicConstraints=CA:false')
  make('other', 'Other', null, authority)
  for (const signer of pool)
    for (const one of pool)
      signs[`${signer} ${one}`] = accepts('-partial_chain', '-trusted', `${signer}.crt`, `${one}.crt`)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(...names: readonly string[]) {
  const text = names.map(pem).join('')
  return certificatesOf(Buffer.from(text), text)
}

async function chain(...names: readonly string[]): Promise<Extract<CertificateChain, { kind: 'chain' }>> {
  const found = (await read(...names)).chain
  if (found?.kind !== 'chain') throw new Error(`no chain but ${found?.kind}`)
  return found
}

describe('who signed whom', () => {
  it('is what openssl accepts, in every selection and order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...pool], { minLength: 1 }), async names => {
        const { certificates } = await read(...names)
        for (const [index, { issuedBy }] of certificates.entries()) {
          const accepted = names.filter(signer => signer !== names[index] && signs[`${signer} ${names[index]}`])
          const signer = issuedBy === null ? null : names[issuedBy]
          const isSelfSigned = ['root', 'twin', 'alone', 'other'].includes(names[index]!)
          // A host that signs is named and told of: openssl refuses it for not being an authority.
          const expected = isSelfSigned
            ? [names[index]]
            : names[index] === 'leafOfHost'
              ? names.filter(one => one === 'host')
              : accepted
          expect(signer === null ? [] : [signer]).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('a complete chain is one that openssl verifies up to its root, and no other is complete', async () => {
    const certified = pool.filter(name => name !== 'leafOfHost')
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...certified], { minLength: 2 }), async names => {
        const found = (await read(...names)).chain
        if (found?.kind !== 'chain') return
        const leaf = names[found.path[0] ?? 0]
        const roots = names.filter(name => ['root', 'twin', 'other', 'alone'].includes(name))
        const trusted = roots.flatMap(name => ['-trusted', `${name}.crt`])
        const untrusted = names.filter(name => name === 'middle').flatMap(name => ['-untrusted', `${name}.crt`])
        expect(found.isComplete).toBe(trusted.length > 0 && accepts(...trusted, ...untrusted, `${leaf}.crt`))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('the chain of a file', () => {
  it('in order and complete', async () => {
    expect(await chain('host', 'middle', 'root')).toEqual({
      kind: 'chain',
      path: [0, 1, 2],
      isInOrder: true,
      isComplete: true,
      others: [],
      notAllowed: [],
      misnamed: [],
    })
  })

  it('out of order', async () => {
    expect(await chain('root', 'host', 'middle')).toMatchObject({ path: [1, 2, 0], isInOrder: false, isComplete: true })
  })

  it('without its root', async () => {
    expect(await chain('host', 'middle')).toMatchObject({ path: [0, 1], isComplete: false, others: [] })
  })

  it('with a link missing', async () => {
    const others = [{ index: 1, copyOf: null }]
    expect(await chain('host', 'root')).toMatchObject({ path: [0], isComplete: false, others })
  })

  it('with a stray one, and one that is there twice', async () => {
    const found = await chain('host', 'middle', 'alone', 'host', 'root')
    expect(found).toMatchObject({ path: [0, 1, 4], isInOrder: true, isComplete: true })
    expect(found.others).toEqual([
      { index: 2, copyOf: null },
      { index: 3, copyOf: 0 },
    ])
  })

  it('with an authority of the right name and the wrong key', async () => {
    expect(accepts('-trusted', 'twin.crt', '-untrusted', 'middle.crt', 'host.crt')).toBe(false)
    const found = await chain('host', 'middle', 'twin')
    expect(found).toMatchObject({ path: [0, 1], isComplete: false, misnamed: [{ index: 1, named: 2 }] })
    expect(await chain('host', 'middle', 'twin', 'root')).toMatchObject({ path: [0, 1, 3], misnamed: [] })
  })

  it('with a signer that must not sign', async () => {
    expect(
      accepts('-trusted', 'root.crt', '-untrusted', 'middle.crt', '-untrusted', 'host.crt', 'leafOfHost.crt'),
    ).toBe(false)
    expect(await chain('leafOfHost', 'host', 'middle', 'root')).toMatchObject({ path: [0, 1, 2, 3], notAllowed: [1] })
  })

  it('is none for one alone, and a store for authorities that have nothing to do with each other', async () => {
    expect((await read('host')).chain).toBeNull()
    expect((await read('root', 'other', 'middle')).chain).toEqual({ kind: 'store' })
    expect(await chain('middle', 'root')).toMatchObject({ path: [0, 1], isComplete: true })
  })
})
