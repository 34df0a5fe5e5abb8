// What it takes to add an edit: its request in shared/edits, what it does in electron/engine/edits, a line in the list of each, and the
// decision whether the command line offers it. Window and command line then have it.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy()
afterAll(() => copy.remove())

const request = `
import { z } from 'zod'
import { atNode } from '../contract/fields'

/** An empty content for a file. */
export const empty = { request: z.strictObject(atNode) }
`
const module = `
import { bytesOf } from '../codecs/bytes'
import type { EditModule } from './edit-module'
import { putContent } from './put-content'

export const empty: EditModule<'empty', 'entry'> = {
  about: 'entry',
  apply(document, entry) {
    putContent(document, entry, bytesOf(), { label: \`Empty \${entry.name}\` })
  },
}
`
const caller = `
import { createSession } from './electron/session/session'
import { applyOperations } from './electron/hosts/cli/apply-operations'
import { Run } from './electron/hosts/cli/run'
import { defaultLimits } from './electron/engine/codecs/limits'
import { parseRequest } from './shared/contract/validation'
import { opened, plainState } from './testing/archives/small-backups'

const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }
const document = await opened(plainState())
const session = createSession('d', { document }, () => undefined)
const { document: _, ...asked } = parseRequest('edit.empty', { document: 'd', node: '0/1' })
console.log(await session.handle('edit.empty', asked, context))
await session.handle('edit.steps', { label: 'Two', steps: [{ edit: 'empty', node: '0/0' }] }, context)
const other = await opened(plainState())
await applyOperations(other, [{ name: 'empty', text: 'etc/hosts' }], new Run(false, defaultLimits, context.signal, () => undefined))
console.log(document.undoLabel, other.undoLabel)
`

it('an edit that is only asked for does not compile: what it does is missing, and how the command line has it', () => {
  copy.add('shared/edits/empty.ts', request)
  copy.insert('shared/edits/edits.ts', "import { confSet } from './conf-set'", "\nimport { empty } from './empty'")
  copy.insert('shared/edits/edits.ts', 'export const edits = {', '\n  empty,')
  const errors = copy.typeErrors('electron/session/thread.ts', 'electron/hosts/cli/main.ts')
  expect(errors).toMatch(/engine\/edits\/edits\.ts.*empty/s)
  expect(errors).toMatch(/hosts\/cli\/operation\.ts.*empty/s)
}, 120_000)

it('an edit is added by a request and a module, and by an option of the command line; window and steps have it at once', () => {
  copy.add('electron/engine/edits/empty.ts', module)
  copy.insert(
    'electron/engine/edits/edits.ts',
    "import { confSet } from './conf-set'",
    "\nimport { empty } from './empty'",
  )
  copy.insert('electron/engine/edits/edits.ts', 'export const engineEdits = {', '\n  empty,')
  copy.insert(
    'electron/hosts/cli/operation.ts',
    'export const operationOptions = {',
    "\n  empty: { value: 'address', help: 'empty a file' },",
  )
  copy.insert('electron/hosts/cli/operation.ts', "confRemove: 'conf-rm',", "\n  empty: 'empty',")
  copy.insert(
    'electron/hosts/cli/apply-operations.ts',
    '} = {\n  put,',
    '\n  empty: async (document, address, run) => engineEdits.empty.apply(document, await document.resolve(address, run.watch), {}),',
  )
  copy.add('caller.ts', caller)
  expect(copy.typeErrors('electron/session/thread.ts', 'electron/hosts/cli/main.ts', 'caller.ts')).toBe('')
  const printed = copy.run('caller.ts')
  expect(printed).toMatch(/undo: 'Empty etc\/hosts'/)
  expect(printed).toMatch(/^Two Empty etc\/hosts$/m)
}, 120_000)
