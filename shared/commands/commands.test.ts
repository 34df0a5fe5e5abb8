import { describe, expect, it } from 'vitest'
import {
  type CommandId,
  chordsOf,
  commandIds,
  commandTable,
  isCommandId,
  type KeyHost,
  type KeyPlace,
} from './commands'
import { categoryTitles, commandTitles } from './titles'
import { closeWindowKey, fullScreenKey, newWindowKey, zoomKeys } from './window-keys'

const hosts: readonly KeyHost[] = [
  { mac: false, host: 'browser' },
  { mac: false, host: 'electron' },
  { mac: true, host: 'browser' },
  { mac: true, host: 'electron' },
]

/** A chord as what a hand presses: on a Mac `mod` is another key than Ctrl, elsewhere it is the same. */
function pressed(chord: ReturnType<typeof chordsOf>[number], mac: boolean): string {
  const cmd = mac && (chord.mod ?? false)
  const ctrl = (chord.ctrl ?? false) || (!mac && (chord.mod ?? false))
  return `${ctrl}-${cmd}-${chord.alt ?? false}-${chord.shift ?? false}-${chord.key}`
}

function keysIn(place: KeyPlace | 'window', host: KeyHost): readonly string[] {
  const counts = (id: CommandId) => {
    const { places } = commandTable[id]
    return places === undefined || (place !== 'window' && places.includes(place))
  }
  return commandIds.filter(counts).flatMap(id => chordsOf(id, host).map(chord => pressed(chord, host.mac)))
}

describe('the table of commands', () => {
  it.each(hosts)('has no two commands on one key, neither in the window nor in a part of it (%o)', host => {
    const own = [newWindowKey, closeWindowKey(host.mac), fullScreenKey(host.mac), ...zoomKeys]
    for (const place of ['window', 'tree', 'changes'] as const) {
      const desktop = host.host === 'electron' ? own.map(chord => pressed(chord, host.mac)) : []
      const keys = [...keysIn(place, host), ...desktop]
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    }
  })

  it('has a title for each, which names no other command of its category, and a name for each category', () => {
    const titles = commandIds.map(id => `${categoryTitles[commandTable[id].category]}: ${commandTitles[id]}`)
    expect(titles.every(title => /^\S.*: \S/.test(title))).toBe(true)
    expect(new Set(titles).size).toBe(commandIds.length)
  })

  it('has no key that types a letter: a field, the tree and speech input need them', () => {
    for (const id of commandIds) {
      for (const { key, mod, ctrl, alt } of commandTable[id].chords ?? []) {
        expect(key.length > 1 || mod || ctrl || alt, id).toBeTruthy()
      }
    }
  })

  it('writes letters in lower case, as `matches` compares them', () => {
    const letters = commandIds.flatMap(id => commandTable[id].chords ?? []).filter(({ key }) => key.length === 1)
    expect(letters.filter(({ key }) => key !== key.toLowerCase())).toEqual([])
  })

  it('leaves Ctrl+W to a browser’s own tab, and Cmd+W to the window of a Mac', () => {
    expect(hosts.map(host => chordsOf('close', host).length)).toEqual([0, 1, 0, 0])
  })

  it('knows its own names and nothing that every object has', () => {
    expect(commandIds.every(isCommandId)).toBe(true)
    expect(['', 'toString', '__proto__', 'constructor', null, 7, { id: 'open' }].some(isCommandId)).toBe(false)
  })
})
