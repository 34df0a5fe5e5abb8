// manifest.json against its published schema, read by Ajv, and what it says of edits and checks.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import {
  configBundle,
  esxConf,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import type { BundleOptions } from '../../../shared/model/bundle'
import { checkIds } from '../../../shared/findings/check-ids'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { newEncryptionInfo, sealLocal } from '../edits/sealing'
import { stateLayer } from '../esx/chain'
import { hostCard } from '../facts/host-card'
import { bundleParts } from './contents'
import { checkedPlan } from './plan'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/manifest.schema.json'), 'utf8'))
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true })
addFormats(ajv)
const validate = ajv.compile(schema)

async function manifestOf(document: Document, asked: BundleOptions = {}) {
  const card = await hostCard(document)
  const checked = await checkedPlan(document, card, asked)
  const layer = stateLayer(checked.subject.document, card.shape)
  if (!layer) throw new Error('no state')
  const built = await checked.subject.document.buildLayer(layer)
  const files = await bundleParts(checked, { layer, built, whole: null, asked })
  const manifest = files.find(({ name }) => name === 'manifest.json')
  if (!manifest) throw new Error('no manifest')
  return JSON.parse(Buffer.from(toUint8Array(manifest.content)).toString())
}

/** A document with an edit of every kind. */
async function edited(): Promise<Document> {
  const document = await opened(plainState())
  await put(document, 'etc/vmware/esx.conf', esxConf.replace('esx01', 'esx02'))
  document.chmod(await document.resolve('etc/hosts'), 0o1644)
  document.chown(await document.resolve('etc/hosts'), { uid: 5, gid: 6, uname: 'five', gname: 'six' })
  document.setTime(await document.resolve('etc/hosts'), 1_700_000_000)
  document.rename(await document.resolve('etc/hosts'), 'etc/hosts2')
  document.remove(await document.resolve('etc/random-seed'))
  await sealLocal(document, newEncryptionInfo())
  await put(document, 'etc/shadow', 'root:$6$salt$planted:18582:0:99999:7:::\n')
  return document
}

describe('manifest.json satisfies its schema', () => {
  const made: Readonly<Record<string, () => Promise<object>>> = {
    'without an edit': async () => manifestOf(await opened(plainState())),
    'with every kind of edit': async () => manifestOf(await edited()),
    'of a sealed state': async () => manifestOf(await opened(sealedState())),
    'of a plain state on request': async () => manifestOf(await opened(sealedState()), { plain: true }),
    'of a TPM host': async () => manifestOf(await opened(tpmState())),
    'of a configBundle': async () => manifestOf(await opened(configBundle(plainState()))),
    'of a host that says nothing': async () =>
      manifestOf(await opened(tgz([file('local.tgz', tgz([file('etc/x', '')]))]))),
  }
  test.each(Object.entries(made))('%s', async (_, make) => {
    validate(await make())
    expect(validate.errors).toBeNull()
  })

  test('and not with a field less, more or other', async () => {
    const good = await manifestOf(await edited())
    const others = [
      ...Object.keys(good).map(key => ({ ...good, [key]: undefined })),
      { ...good, more: 1 },
      { ...good, layout: 1 },
      { ...good, state: { ...good.state, after: { size: 1, sha256: 'short' } } },
      { ...good, checks: [{ check: 'x', result: 'fine', found: 0 }] },
      { ...good, edits: [{ label: 'x', entries: [] }] },
      { ...good, host: { ...good.host, savedAt: 'yesterday' } },
    ]
    for (const one of others) expect(validate(JSON.parse(JSON.stringify(one)))).toBe(false)
  })

  test('every object of the schema is closed, and demands all of its fields', () => {
    const objects: { properties: object; required: string[]; additionalProperties: unknown }[] = []
    JSON.stringify(schema, (_, value) => {
      if (value?.type === 'object') objects.push(value)
      return value
    })
    expect(objects.length).toBeGreaterThan(10)
    for (const { properties, required, additionalProperties } of objects)
      expect([Object.keys(properties), additionalProperties]).toEqual([required, false])
  })
})

describe('its edits', () => {
  test('are all that are done, in their order, with both sides', async () => {
    const document = await edited()
    await put(document, 'etc/vmware/esx.conf', 'undone')
    document.undo()
    const { edits } = await manifestOf(document)
    const labels = document.recorded().history.done.map(({ label }) => label)
    expect(edits.map((one: { label: string }) => one.label)).toEqual(labels)
    expect(edits[1].entries).toEqual([
      expect.objectContaining({
        address: 'local.tgz.ve!/etc/hosts2',
        before: expect.objectContaining({ mode: null, content: null }),
        after: expect.objectContaining({ mode: '01644', content: null }),
      }),
    ])
    expect(edits[3].entries[0].after).toMatchObject({ time: '2023-11-14T22:13:20.000Z', owner: { uname: 'five' } })
    expect(edits[5].entries[0]).toMatchObject({ address: 'local.tgz.ve!/etc/random-seed', after: null })
  })

  test('have the sum of a content, and of one with a secret not even that', async () => {
    const { edits } = await manifestOf(await edited())
    const text = JSON.stringify(edits)
    expect(text).not.toContain('planted')
    const last = edits.at(-1).entries[0]
    expect(last).toMatchObject({ address: 'local.tgz.ve!/etc/shadow', after: { content: { size: 40, sha256: '***' } } })
    expect(edits[0].entries[0].after.content.sha256).toMatch(/^[0-9a-f]{64}$/)
    // The key of a new encryption.info.
    const sealing = edits.at(-2).entries.find((one: { address: string }) => one.address === 'encryption.info')
    expect(sealing.after.content.sha256).toBe('***')
  })
})

describe('its checks', () => {
  const resultsOf = (manifest: { checks: { check: string; result: string; found: number }[] }) =>
    new Map(manifest.checks.map(one => [one.check, one]))

  test('are every check there is, each with its result and the number of its findings', async () => {
    const document = await opened(plainState())
    await put(document, 'rui.key', '')
    const manifest = await manifestOf(document)
    const results = resultsOf(manifest)
    expect([...results.keys()]).toEqual([...checkIds, 'settings', 'format'])
    expect(results.get('host-certificate')).toMatchObject({ result: 'error', found: 1 })
    expect(results.get('duplicate-name')).toMatchObject({ result: 'passed', found: 0 })
    const codes = manifest.findings.map(({ code }: { code: string }) => code)
    expect(codes.filter((code: string) => code === 'host-certificate')).toHaveLength(1)
  })

  test('do not pass what could not be read', async () => {
    const results = resultsOf(await manifestOf(await opened(tpmState())))
    expect(results.get('host-certificate')).toMatchObject({ result: 'unknown', found: 0 })
    expect(results.get('gzip-trailing')).toMatchObject({ result: 'passed' })
    expect(results.get('format')).toMatchObject({ result: 'warning' })
  })

  test('tell apart what is unverified: a fresh iv, a plain state, a Manifest made here', async () => {
    const sealedAgain = await opened(sealedState([...hostFiles]))
    await put(sealedAgain, 'etc/hosts', 'x')
    expect(await manifestOf(sealedAgain)).toMatchObject({
      unverified: ['bundle-resealed'],
      state: { holds: 'local.tgz.ve' },
    })
    expect(await manifestOf(sealedAgain, { plain: true })).toMatchObject({
      unverified: ['seal-changed'],
      state: { holds: 'local.tgz' },
    })
    const manifest = { release: '7.0.2', uuid: '4C4C4544-0044-4810-8052-B9C04F4A4B32' }
    expect(await manifestOf(await opened(plainState()), { manifest })).toMatchObject({
      unverified: ['bundle-manifest-made'],
    })
  })
})
