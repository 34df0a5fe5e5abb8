// Any answers to any guided change of any release: refused with a sentence, or made; then the file opens again, its ConfigStore is sound, its rows
// hold to their schema, undo gives the opened bytes, and one change after another is the same with the file saved and opened between.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type GuideAnswers, type GuideId, guideIds, type GuideOffer } from '../../../shared/model/guide'
import { makeBackup } from '../../../testing/fixtures/backups'
import { rowValidator } from '../../../testing/fixtures/config-store/json-schema'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { settingsOf } from '../settings/read-settings'
import { makeChange, offersOf, previewOf } from './guided-change'

const now = new Date('2026-03-01T12:00:00Z')
const releases = ['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const
/** Keys and certificates are new each time, and their making is tested beside. */
const chance = new Set(['certificate', 'ssh'])

async function opened(bytes: Uint8Array): Promise<Document> {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
}

const built = async (document: Document) => Buffer.from(toUint8Array(await document.build()))

/** Words that fit a question, and words that fit another one or none. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  address: ['192.0.2.50', '203.0.113.12'],
  netmask: ['255.255.255.128', '255.0.0.0'],
  gateway: ['198.51.100.9', ''],
  dns: ['192.0.2.9', '192.0.2.9 2001:db8::1'],
  vlan: ['0', '17', '4094'],
  active: ['vmnic1', 'vmnic1 vmnic0'],
  standby: ['vmnic1', ''],
  name: ['esx9', 'esx9.example.com'],
  uuid: ['00000000-1111-2222-3333-444455556666'],
  nics: ['vmnic0 00:50:56:aa:00:07', 'vmnic9 00:50:56:aa:00:09', '0000:5e:00.0 ixgben 00:50:56:AA:00:07 vmnic1'],
  order: ['vmnic0 vmnic1\nvmnic1 vmnic0', 'vmnic1 none', 'vmnic0 vmnic9'],
  remove: ['monitor', 'former monitor', 'vpxuser'],
  keys: ['', '# none'],
  keep: [''],
  from: ['/vmfs/volumes'],
  to: ['/vmfs/volumes/a & b', '/vmfs/ü'],
  switch: ['vSwitch0', 'vSwitch9'],
  uplinks: ['', 'vmnic7'],
}
const strange = ['4095', 'root', '"</a>', 'a\0b', 'ü x', ...Object.values(fitting).flat()]

const answerOf = ({ id, value, choices }: GuideOffer['questions'][number]): fc.Arbitrary<string> => {
  if (choices.length > 0) return fc.constantFrom(...choices.map(choice => choice.value))
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(fitting[id] ?? strange)) },
    { weight: 1, arbitrary: fc.subarray(value.split('\n')).map(some => some.join('\n')) },
    { weight: 1, arbitrary: fc.constantFrom(...strange) },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  )
}

/** To some of the questions of a change. */
const answersTo = ({ questions }: GuideOffer): fc.Arbitrary<GuideAnswers> =>
  fc
    .subarray(
      questions.filter(({ id }) => !chance.has(id)).map(({ id }) => id),
      { minLength: 1 },
    )
    .chain(ids =>
      fc.tuple(
        ...questions
          .filter(({ id }) => ids.includes(id))
          .map(one => answerOf(one).map(text => [one.id, text] as const)),
      ),
    )
    .map(pairs => Object.fromEntries(pairs))

async function schemasIn(document: Document): Promise<ReadonlyMap<string, string>> {
  const entry = findEntry(document, SCHEMA_STORE_PATH)
  if (!entry) return new Map()
  const database = await openSqlite(toUint8Array(document.content(entry)))
  const rows = database.exec("SELECT Component || '/' || ConfigGroup || '/' || Name, Value FROM ConfigSchema")[0]
  database.close()
  return new Map((rows?.values ?? []).map(([path, json]) => [String(path), String(json)]))
}

/** ConfigStore is sound, and each of the rows holds to its schema. */
async function checkStore(document: Document, paths: ReadonlySet<string>): Promise<void> {
  const store = findEntry(document, CONFIGSTORE_PATH)
  if (!store) return
  const database = await openSqlite(toUint8Array(document.content(store)))
  expect(database.exec('PRAGMA integrity_check')[0]?.values).toEqual([['ok']])
  database.close()
  const [settings, schemas] = [await settingsOf(document), await schemasIn(document)]
  for (const path of paths) {
    const entry = settings.entry(path)
    if (!entry?.row) continue
    const validate = rowValidator(schemas.get(`${entry.component}/${entry.group}/${entry.name}`) ?? '')
    // An id that the store made is the identifier of its row, and need not stand in the value as well.
    const made = /^([0-9a-f]{2}[ -]){15}[0-9a-f]{2}$/.test(entry.identifier)
      ? { cs_generated_id: entry.identifier }
      : {}
    validate({ ...made, ...(entry.value as object) })
    expect([path, validate.errors ?? []]).toEqual([path, []])
  }
}

/** Every file by its path, but the store, which is told by its rows: when they were written is in it. */
async function contentOf(document: Document): Promise<ReadonlyMap<string, string>> {
  const settings = await settingsOf(document)
  const rows = settings.entries
    .filter(({ row }) => row !== null)
    .map(({ path, value }): [string, string] => [path, JSON.stringify(value)])
  const files = document
    .layers()
    .flatMap(layer => layer.entries())
    .filter(({ name, problem }) => problem === null && plain(name) !== CONFIGSTORE_PATH)
    .map((entry): [string, string] => [
      entry.address,
      Buffer.from(toUint8Array(document.content(entry))).toString('latin1'),
    ])
  return new Map([...rows, ...files].filter(([path]) => !/\.(tgz|ve)$/.test(path)))
}

it.each(releases)(
  'of %s',
  async release => {
    const { bytes } = await makeBackup(release)
    const offers = (await offersOf(await opened(bytes))).filter(({ unavailable }) => unavailable === null)
    expect(offers.length).toBeGreaterThan(4)
    const first = await built(await opened(bytes))
    let made = 0
    const change = fc
      .constantFrom(...offers)
      .chain(offer => answersTo(offer).map(answers => ({ id: offer.id, answers })))
    /** Whether it was made; a refusal is a sentence, the same in the preview and in the change, and leaves the document alone. */
    const attempt = async (
      document: Document,
      { id, answers }: { readonly id: GuideId; readonly answers: GuideAnswers },
    ) => {
      const preview = await previewOf(document, id, answers)
      if (preview.refusal === null && preview.settings.length + preview.files.length > 0) {
        await makeChange(document, id, answers, now)
        made += 1
        return new Set(preview.settings.map(({ path }) => path.split('#')[0] ?? ''))
      }
      const label = document.undoLabel
      const error = await makeChange(document, id, answers, now).catch((thrown: unknown) => thrown)
      expect((error as Error).message).toMatch(/\S.*[.?]$/s)
      if (preview.refusal) expect((error as Error).message).toBe(preview.refusal.message)
      expect(document.undoLabel).toBe(label)
      return null
    }
    await fc.assert(
      fc.asyncProperty(change, change, async (one, two) => {
        const document = await opened(bytes)
        const paths = await attempt(document, one)
        if (paths === null) return
        const saved = await built(document)
        const reopened = await opened(saved)
        const after = await contentOf(document)
        await checkStore(reopened, paths)
        const [here, there] = [await attempt(document, two), await attempt(reopened, two)]
        expect(here).toEqual(there)
        if (here !== null) {
          expect(await contentOf(document)).toEqual(await contentOf(reopened))
          document.undo()
          // A sealed layer gets a new initialisation vector each time that it is written, so that only what is in it is the same.
          expect(await contentOf(document)).toEqual(after)
        }
        document.undo()
        expect(document.undoLabel).toBeNull()
        expect((await built(document)).equals(first)).toBe(true)
      }),
      { numRuns: 12, endOnFailure: true },
    )
    expect(made).toBeGreaterThan(0)
  },
  120_000,
)

it('there are answers to every guided change', async () => {
  const offers = await Promise.all(
    releases.map(async release => offersOf(await opened((await makeBackup(release)).bytes))),
  )
  const asked = new Set(
    offers
      .flat()
      .filter(({ unavailable }) => unavailable === null)
      .map(({ id }) => id),
  )
  expect([...asked].toSorted()).toEqual([...guideIds].toSorted())
})
