// What it takes to add a view to the window: its row in the shared table, its line in the frame, and the component. Tab, command, keys,
// palette, help and native menu have it at once.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy(['renderer'])
afterAll(() => copy.remove())

const row = `
  shelf: { title: 'Shelf', place: 'main', chords: [{ key: 'l', mod: true, shift: true }] },`
const line = `
  shelf: { icon: FileText, component: deferred(async () => (await import('../features/shelf/shelf-view')).ShelfView) },`
const component = `
export function ShelfView() {
  return <p>Everything that lies on the shelf.</p>
}
`
const asking = `
import { commandIds, commandTable, chordsOf } from './shared/commands/commands'
import { mainViewIds, viewIds } from './shared/commands/views'
import { provideCommands, allCommands, commandFor } from './renderer/state/commands'
const none = { whyNot: () => null, run: () => undefined }
const actions: unknown = Object.fromEntries(commandIds.map(id => [id, none]))
provideCommands(actions as Parameters<typeof provideCommands>[0])
const press = { key: 'l', code: 'KeyL', ctrlKey: true, metaKey: false, shiftKey: true, altKey: false }
console.log(JSON.stringify({
  number: String(viewIds.indexOf('shelf') + 1),
  isTab: mainViewIds.includes('shelf'),
  menu: commandTable['view.shelf'],
  palette: allCommands().find(({ title }) => title === 'Shelf')?.category,
  keys: chordsOf('view.shelf', { mac: false, host: 'browser' }).map(({ key }) => key),
  pressed: commandFor(press),
}))
`

it('a view that nothing draws does not compile', () => {
  copy.insert('shared/commands/views.ts', "  host: { title: 'Host', place: 'main' },", row)
  expect(copy.typeErrors('renderer/frame/views.ts')).toMatch(/'shelf' is missing/)
})

it('a view is added by a row, a line and a component, and has its tab, command and keys', () => {
  copy.insert('renderer/frame/views.ts', 'export const views: Readonly<Record<ViewId, View>> = {', line)
  copy.add('renderer/features/shelf/shelf-view.tsx', component)
  copy.add('asking.ts', asking)
  expect(copy.typeErrors('renderer/frame/views.ts')).toBe('')
  const { number, ...rest } = JSON.parse(copy.run('asking.ts')) as { readonly number: string }
  expect(rest).toMatchObject({
    isTab: true,
    menu: { title: 'Shelf', category: 'view' },
    palette: 'view',
    keys: [number, 'l'],
    pressed: 'view.shelf',
  })
})
