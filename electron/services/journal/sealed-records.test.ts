// What is read of a file of records, whatever became of the file.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { readRecords, RecordWriter } from './sealed-records'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-records-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const key = Buffer.alloc(32, 7)
let files = 0

async function written(batches: readonly (readonly Uint8Array[])[]): Promise<string> {
  const path = join(folder, String(files++))
  const writer = await RecordWriter.create(path, key)
  for (const batch of batches) await writer.append(batch)
  expect(writer.length).toBe(statSync(path).size)
  await writer.close()
  return path
}

const batches = fc.array(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 3 }), { maxLength: 4 })

it('gives back what was written, in order', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async given => {
      const read = await readRecords(await written(given), key)
      expect(read?.records.map(one => [...one])).toEqual(given.flat().map(one => [...one]))
      expect(read?.torn).toBe(0)
    }),
    { numRuns: 40 },
  )
})

it('gives the whole records before the place where the file was cut or changed, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.nat(), fc.integer({ min: 1, max: 255 }), async (given, where, change) => {
      const path = await written(given)
      const bytes = readFileSync(path)
      const at = where % bytes.length
      const ends = endsOf(given)
      const whole = ends.filter(end => end <= at).length
      const expected = given.flat().slice(0, whole)
      writeFileSync(path, bytes.subarray(0, at))
      const cut = await readRecords(path, key)
      expect(cut?.records.map(one => [...one]) ?? []).toEqual(expected.map(one => [...one]))
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ change
      writeFileSync(path, changed)
      const read = await readRecords(path, key)
      expect(read?.records.map(one => [...one]) ?? []).toEqual(expected.map(one => [...one]))
    }),
    { numRuns: 60 },
  )
})

it('reads nothing with another key, and nothing of a record that was moved from another file', async () => {
  const one = await written([[Buffer.from('a')]])
  const other = await written([[Buffer.from('b')]])
  expect((await readRecords(one, Buffer.alloc(32, 8)))?.records).toEqual([])
  const begin = 19 + 16
  writeFileSync(one, Buffer.concat([readFileSync(one).subarray(0, begin), readFileSync(other).subarray(begin)]))
  expect((await readRecords(one, key))?.records).toEqual([])
  expect((await readRecords(other, key))?.records.map(String)).toEqual(['b'])
})

it('is readable for its user alone, does not hold what was written in the open, and takes no file over', async () => {
  const path = await written([[Buffer.from('$6$salt$a-secret-hash')]])
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path).includes('secret')).toBe(false)
  await expect(RecordWriter.create(path, key)).rejects.toMatchObject({ code: 'EEXIST' })
})

it('a file of another kind is none', async () => {
  const path = join(folder, 'other')
  writeFileSync(path, 'something else that is long enough to be looked at')
  expect(await readRecords(path, key)).toBeNull()
})

/** Where each record ends: magic and salt, then length, content and tag. */
function endsOf(given: readonly (readonly Uint8Array[])[]): readonly number[] {
  let at = 19 + 16
  return given.flat().map(record => {
    at += 4 + record.length + 16
    return at
  })
}
