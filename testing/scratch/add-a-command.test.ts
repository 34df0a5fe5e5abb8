// What it takes to add a command that a document answers: its row in the contract, its line in the session, and whoever asks.
import { afterAll, expect, it, vi } from 'vitest'
import { scratchCopy } from './scratch-copy'

// Two seconds in all on an idle machine: a compiler and a program of their own.
vi.setConfig({ testTimeout: 120_000 })

const copy = scratchCopy()
afterAll(() => copy.remove())

const row = `
  'layer.count': { request: z.strictObject({ ...inDocument, atLeast: z.int().min(0) }), answer: typed<{ readonly layers: number }>() },`
const line = `
    'layer.count': ({ atLeast }) => ({ layers: Math.max(atLeast, [...document.layers()].length) }),`
const caller = `
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandName, RequestOf, ResultOf } from './shared/contract/contract'
import type { Outcome } from './shared/model/errors'
import { createServices } from './electron/services/services'
import { OpenSources } from './electron/services/open-sources'
import { RecentFiles } from './electron/services/recent-files'
import { TourOffer } from './electron/services/tour-offer'
import { plainState } from './testing/archives/small-backups'
import { sourceWorkerUrl } from './testing/session/source-worker'

const folder = mkdtempSync(join(import.meta.dirname, 'run-'))
const path = join(folder, 'state.tgz')
writeFileSync(path, plainState())
const no = async () => null
const services = createServices({
  host: 'browser', version: '1', recent: new RecentFiles(folder), tour: new TourOffer(folder), workerUrl: sourceWorkerUrl, samplePath: path, emit: () => undefined,
  dialogs: { targets: [], chooseFile: no, chooseFiles: async () => [], chooseTarget: no, showTarget: async () => undefined, publish: () => null },
  spool: { place: () => folder }, startDrag: null, journals: null, openSources: new OpenSources(),
})
async function ask<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResultOf<C>> {
  const outcome = (await services.handle(command, request)) as Outcome<ResultOf<C>>
  if (!outcome.ok) throw new Error(outcome.error.message)
  return outcome.value
}
const { grant } = await ask('file.sample', {})
const { document } = await ask('document.open', { grant, operation: 'o' })
const { layers } = await ask('layer.count', { document, atLeast: 1 })
console.log(layers, await services.handle('layer.count', { document, atLeast: -1 }))
await services.close('forgotten')
`

it('a command in the contract without an implementation does not compile', () => {
  copy.insert('shared/contract/document-commands.ts', 'export const documentCommands = {', row)
  expect(copy.typeErrors('electron/session/thread.ts')).toMatch(/session\.ts.*layer\.count.*is missing/)
})

it('a command that streams without an operation to cancel it by does not compile', () => {
  const streaming = scratchCopy()
  try {
    const wrong = row.replace('answer:', 'streams: typed<string>(), answer:')
    streaming.insert('shared/contract/document-commands.ts', 'export const documentCommands = {', wrong)
    expect(streaming.typeErrors('shared/contract/document-commands.ts')).toContain("'operation' is missing")
  } finally {
    streaming.remove()
  }
})

it('a command is added by a row, an implementation and a caller, with types and checks from end to end', () => {
  copy.insert('electron/session/session.ts', 'const handlers: SessionHandlers = {', line)
  copy.add('caller.ts', caller)
  expect(copy.typeErrors('electron/session/thread.ts', 'caller.ts')).toBe('')
  const printed = copy.run('caller.ts')
  expect(printed).toMatch(/^2 \{/)
  expect(printed).toMatch(/code: 'BAD_REQUEST',\s+message: 'layer\.count: "atLeast" breaks the contract/)
})
