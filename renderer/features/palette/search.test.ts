import { describe, expect, it } from 'vitest'
import { commandIds, commandTable } from '../../../shared/commands/commands'
import { categoryTitles } from '../../../shared/commands/titles'
import { type Candidate, labelOf, search, stretches } from './search'

const all: readonly Candidate[] = commandIds.map(id => ({
  id,
  label: labelOf(commandTable[id], categoryTitles[commandTable[id].category]),
  whyNot: null,
  detail: null,
}))
const lacking = (...ids: readonly string[]) =>
  all.map(candidate => (ids.includes(candidate.id) ? { ...candidate, whyNot: 'Not now.' } : candidate))
const shown = (typed: string, candidates = all, recent: Parameters<typeof search>[2] = []) =>
  search(typed, candidates, recent).map(({ name, options }) => [name, options.map(({ id }) => id)])

describe('the palette, with nothing typed,', () => {
  it('lists every command that can be run, in the order of menus', () => {
    expect(shown('')).toEqual([['others', commandIds]])
    expect(shown('  ', lacking('undo'))).toEqual([['others', commandIds.filter(id => id !== 'undo')]])
  })

  it('has the commands used last first, and only once', () => {
    expect(shown('', all, ['save', 'open'])).toEqual([
      ['recent', ['save', 'open']],
      ['others', commandIds.filter(id => id !== 'save' && id !== 'open')],
    ])
  })

  it('has none among them that cannot be run', () => {
    expect(shown('', lacking('save'), ['save', 'open'])[0]).toEqual(['recent', ['open']])
  })
})

describe('the palette, searched,', () => {
  it.each(all.map(({ id, label }) => [label, id]))('finds "%s" by its name, first', (label, id) => {
    expect(search(label, all, [])[0]?.options[0]?.id).toBe(id)
  })

  it.each([
    ['undo', 'undo'],
    ['bundle', 'bundle'],
    ['go line', 'goTo'],
    ['theme dark', 'themeDark'],
    ['dark', 'themeDark'],
    ['rename', 'rename'],
    ['T flag', 'mode'],
    ['shortcuts', 'shortcuts'],
    ['keyb', 'shortcuts'],
    ['rev all', 'revertAll'],
    ['copy', 'copyAddress'],
  ])('finds by "%s" the command %s first', (typed, id) => {
    expect(search(typed, all, [])[0]?.options[0]?.id).toBe(id)
  })

  it('has what cannot be run last, however well it matches, with the reason', () => {
    const groups = search('undo', lacking('undo'), [])
    expect(groups.at(-1)).toMatchObject({ name: 'unavailable', options: [{ id: 'undo', whyNot: 'Not now.' }] })
  })

  it('finds nothing by what is in no name', () => {
    expect(shown('xyzzy')).toEqual([])
  })

  it('tells which letters matched', () => {
    const option = search('und', all, [])[0]?.options[0]
    const parts = stretches(option?.label ?? '', option?.matched ?? [])
    expect(parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')).toBe('Edit: [Und]o')
  })
})
