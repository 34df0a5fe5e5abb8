// What it takes to add a viewer: what it shows, the format and its reader, and the component. Each part that is missing is a type error.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy(['renderer'])
afterAll(() => copy.remove())

const formatFile = `
import type { Format } from '../format'

export const counter = {
  id: 'counter',
  viewers: ['counter'],
  detect: ({ text }) => text !== null && /^\\d+\\n$/.test(text),
} as const satisfies Format
`
const readFile = `
import type { Reader } from '../format'

export const readCounter: Reader<'counter'> = ({ text }) => ({ count: Number(text) })
`
const viewerFile = `
import { Hash } from 'lucide-react'
import type { Viewer } from '../viewer'

export const counterViewer: Viewer<'counter'> = {
  title: 'Counter',
  icon: Hash,
  component: ({ data, frame }) => frame({}, data.count),
}
`
const caller = `
import { filesOf, opened, tgz } from './testing/archives/small-backups'
import { viewOfNode } from './electron/session/view'

const document = await opened(tgz(filesOf({ 'etc/vmware/own.counter': '42\\n', 'etc/hosts': 'x' })))
for (const node of ['0', '1']) {
  const { kind, viewers, viewer, data } = await viewOfNode(document, node, {})
  console.log(JSON.stringify({ kind, viewers, viewer, data }))
}
`
const engine = 'electron/engine/formats/registry.ts'
const window = 'renderer/viewers/registry.ts'

it('a viewer that has no reader, no format and no component does not compile, on either side', () => {
  copy.insert('shared/viewers/viewers.ts', 'const table = {', '\n  counter: shows<{ readonly count: number }>(),')
  const errors = copy.typeErrors(engine)
  expect(errors).toMatch(/registry\.ts.*'counter' is missing.*Readers/)
  expect(errors).toMatch(/registry\.ts.*'counter' is missing in type '\{\}'/)
  expect(copy.typeErrors(window)).toMatch(/registry\.ts.*'counter' is missing/)
})

it('a format that names a viewer which is not declared does not compile', () => {
  copy.add('electron/engine/formats/counter/format.ts', formatFile.replace("['counter']", "['abacus']"))
  expect(copy.typeErrors('electron/engine/formats/counter/format.ts')).toContain(`'"abacus"' is not assignable`)
})

it('a viewer is added by its data, a format with a reader, a component, and their lines', () => {
  copy.add('electron/engine/formats/counter/format.ts', formatFile)
  copy.add('electron/engine/formats/counter/read.ts', readFile)
  copy.add('renderer/viewers/counter/viewer.ts', viewerFile)
  const first = "import { damaged } from './damaged/format'\n"
  copy.insert(
    engine,
    first,
    "import { counter } from './counter/format'\nimport { readCounter } from './counter/read'\n",
  )
  copy.insert(engine, 'const formats = [', '\n  counter,')
  copy.insert(engine, 'const readers: Readers = {', '\n  counter: readCounter,')
  copy.insert(
    window,
    "import { damagedViewer } from './damaged/viewer'\n",
    "import { counterViewer } from './counter/viewer'\n",
  )
  copy.insert(window, '= {', '\n  counter: counterViewer,')
  copy.add('caller.ts', caller)
  expect(copy.typeErrors(engine, 'caller.ts')).toBe('')
  expect(copy.typeErrors(window)).toBe('')
  expect(copy.run('caller.ts').trim().split('\n')).toEqual([
    '{"kind":"counter","viewers":["counter","text","hex"],"viewer":"counter","data":{"count":42}}',
    expect.stringContaining('"kind":"plain"'),
  ])
})
