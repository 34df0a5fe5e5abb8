import { describe, expect, it } from 'vitest'
import { BootbankError } from '../model/errors'
import { commandNames, isCommandName, isDocumentCommand, isEventName } from './commands'
import type { CommandName, RequestOf } from './contract'
import { parseRequest } from './validation'

const document = 'd1'
const node = 'L0/etc'
const good: { readonly [C in CommandName]: RequestOf<C> } = {
  'app.facts': {},
  'recent.list': {},
  'recent.clear': {},
  'file.choose': {},
  'file.recent': { id: 'r1' },
  'file.sample': {},
  'file.release': { grant: 'g' },
  'document.open': { grant: 'g', operation: 'o' },
  'document.close': { document },
  'operation.cancel': { operation: 'o' },
  'target.choose': { kind: 'zip', suggestedName: 'bootbank-esx01' },
  'target.show': { target: 't' },
  'drag.start': { document, node, suggestedName: 'hosts', operation: 'o' },
  'document.status': { document },
  'host.card': { document },
  'tree.children': { document, node },
  'tree.path': { document, node },
  'node.preview': { document, node },
  'node.facts': { document, node },
  'node.bytes': { document, node, offset: 0, length: 65_536 },
  'edit.text': { document, node, text: '', session: 's' },
  'edit.replace': { document, node, grant: 'g' },
  'edit.add': { document, node, name: 'etc/motd', grant: 'g' },
  'edit.remove': { document, node },
  'edit.rename': { document, node, name: 'etc/hosts.old' },
  'edit.mode': { document, node, mode: '01644' },
  'edit.undo': { document },
  'edit.redo': { document },
  'edit.revert': { document, node },
  'edit.revertAll': { document },
  'changes.list': { document },
  'changes.diff': { document, node },
  'bundle.plan': { document },
  'bundle.build': { document, target: 't', operation: 'o' },
  'document.save': { document, target: 't', operation: 'o' },
  'node.save': { document, node, target: 't', operation: 'o' },
}

const junk: readonly unknown[] = [undefined, null, 0, 'text', [], ['x'], () => 1, Number.NaN]

function refusal(command: CommandName, raw: unknown): string {
  try {
    parseRequest(command, raw)
  } catch (error) {
    if (error instanceof BootbankError) return error.code
    throw error
  }
  return 'accepted'
}

describe('the requests of the contract', () => {
  it.each(commandNames)('%s: a good request passes unchanged', command => {
    expect(parseRequest(command, good[command])).toEqual(good[command])
  })

  it.each(commandNames)('%s: junk is refused', command => {
    for (const raw of junk) expect(refusal(command, raw)).toBe('BAD_REQUEST')
  })

  it.each(commandNames)('%s: a field too many is refused', command => {
    expect(refusal(command, { ...good[command], path: '/etc/passwd' })).toBe('BAD_REQUEST')
  })

  it.each(commandNames)('%s: a field that is missing or of another type is refused', command => {
    for (const field of Object.keys(good[command])) {
      const { [field]: _gone, ...rest }: Record<string, unknown> = { ...good[command] }
      expect(refusal(command, rest)).toBe('BAD_REQUEST')
      for (const wrong of [null, {}, [], true]) {
        expect(refusal(command, { ...good[command], [field]: wrong })).toBe('BAD_REQUEST')
      }
    }
  })

  it.each(commandNames)('%s: no string is unbounded', command => {
    const long = 'x'.repeat(33 * 1024 * 1024)
    for (const [field, value] of Object.entries(good[command])) {
      if (typeof value !== 'string') continue
      expect(refusal(command, { ...good[command], [field]: long })).toBe('BAD_REQUEST')
    }
  })

  it('refuses ranges that are no whole numbers of bytes', () => {
    for (const offset of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(refusal('node.bytes', { ...good['node.bytes'], offset })).toBe('BAD_REQUEST')
    }
    expect(refusal('node.bytes', { ...good['node.bytes'], length: 2 ** 30 })).toBe('BAD_REQUEST')
  })

  it('names the field that is wrong', () => {
    expect(() => parseRequest('edit.mode', { document, node })).toThrow('"mode"')
  })

  it('knows its own names and no inherited ones', () => {
    for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'app.fact']) {
      expect(isCommandName(name)).toBe(false)
      expect(isEventName(name)).toBe(false)
    }
    expect(isCommandName('app.facts') && !isDocumentCommand('app.facts') && isDocumentCommand('edit.undo')).toBe(true)
  })
})
