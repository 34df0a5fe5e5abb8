import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BootbankError } from '../model/errors'
import { commandNames, isCommandName, isDocumentCommand, isExclusive, largestBodyOf } from './commands'
import type { CommandName } from './contract'
import { documentCommands } from './document-commands'
import { hostCommands } from './host-commands'
import { parseRequest } from './validation'

/** The simplest request that keeps to a command's row, so that a new command is tested without a line here. */
function requestFor(command: CommandName): Record<string, unknown> {
  return simplestObject(z.toJSONSchema({ ...hostCommands, ...documentCommands }[command].request))
}

function simplestObject({ properties = {}, required = [] }: z.core.JSONSchema.JSONSchema): Record<string, unknown> {
  return Object.fromEntries(required.map(field => [field, simplest(properties[field] ?? true)]))
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
}

function simplest(schema: z.core.JSONSchema._JSONSchema): unknown {
  if (typeof schema === 'boolean') throw new Error('a field of any kind')
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return simplest(schema.anyOf[0] ?? true)
  if (schema.type === 'string' && schema.pattern !== undefined) return matching(schema.pattern)
  if (schema.type === 'string') return 'x'.repeat(schema.minLength ?? 0)
  if (schema.type === 'integer') return schema.minimum ?? 0
  if (schema.type === 'boolean') return false
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => simplest(itemOf(schema)))
  if (schema.type === 'object') return simplestObject(schema)
  throw new Error(`a field of the type ${schema.type}`)
}

function itemOf({ items }: z.core.JSONSchema.JSONSchema): z.core.JSONSchema._JSONSchema {
  if (items === undefined || Array.isArray(items)) throw new Error('an array of items of any kind')
  return items
}

/** A text of that pattern, the same each time. */
function matching(pattern: string): unknown {
  return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0]
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
    expect(parseRequest(command, requestFor(command))).toEqual(requestFor(command))
  })

  it.each(commandNames)('%s: junk is refused', command => {
    for (const raw of junk) expect(refusal(command, raw)).toBe('BAD_REQUEST')
  })

  it.each(commandNames)('%s: a field too many is refused', command => {
    expect(refusal(command, { ...requestFor(command), path: '/etc/passwd' })).toBe('BAD_REQUEST')
  })

  it.each(commandNames)('%s: a field that is missing or of another type is refused', command => {
    for (const [field, value] of Object.entries(requestFor(command))) {
      const { [field]: _gone, ...rest } = requestFor(command)
      expect(refusal(command, rest)).toBe('BAD_REQUEST')
      for (const wrong of [null, {}, [], true, Number.NaN].filter(one => kindOf(one) !== kindOf(value))) {
        expect(refusal(command, { ...requestFor(command), [field]: wrong })).toBe('BAD_REQUEST')
      }
    }
  })

  it.each(commandNames)('%s: no string is unbounded', command => {
    const long = 'x'.repeat(33 * 1024 * 1024)
    for (const [field, value] of Object.entries(requestFor(command))) {
      if (typeof value !== 'string') continue
      expect(refusal(command, { ...requestFor(command), [field]: long })).toBe('BAD_REQUEST')
    }
  })

  it('joins edits that bring no file into steps, each with its own fields', () => {
    const steps = (...list: readonly unknown[]) =>
      refusal('edit.steps', { document: 'd', label: 'Several', steps: list })
    expect(steps({ edit: 'mode', node: '0/1', mode: '0600' }, { edit: 'confSet', key: '/a', value: '' })).toBe(
      'accepted',
    )
    for (const wrong of [
      { edit: 'replace', node: '0/1', grant: 'g' },
      { edit: 'undo' },
      { edit: 'mode', node: '0/1' },
      { edit: 'mode', node: '0/1', mode: '0600', document: 'other' },
      { edit: 'steps', label: 'x', steps: [] },
      { node: '0/1', mode: '0600' },
    ]) {
      expect(steps(wrong)).toBe('BAD_REQUEST')
    }
  })

  it('refuses ranges that are not whole numbers of bytes', () => {
    for (const offset of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(refusal('node.bytes', { ...requestFor('node.bytes'), offset })).toBe('BAD_REQUEST')
    }
    expect(refusal('node.bytes', { ...requestFor('node.bytes'), length: 2 ** 30 })).toBe('BAD_REQUEST')
  })

  it('names the field that is wrong', () => {
    expect(() => parseRequest('edit.mode', { document: 'd1', node: 'a1:0' })).toThrow('"mode"')
  })

  it('knows its own names and no inherited ones', () => {
    for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'app.fact']) {
      expect(isCommandName(name)).toBe(false)
      expect(largestBodyOf(name)).toBe(1024 * 1024)
    }
    expect(isCommandName('app.facts') && !isDocumentCommand('app.facts') && isDocumentCommand('edit.undo')).toBe(true)
  })
})

describe('the commands of the contract', () => {
  it('run alone where they edit or write', () => {
    const alone = commandNames.filter(name => isDocumentCommand(name) && isExclusive(name))
    expect(alone).toEqual(expect.arrayContaining(commandNames.filter(name => name.startsWith('edit.'))))
    expect(alone).toEqual(expect.arrayContaining(['bundle.build', 'document.save', 'node.save']))
    expect(alone).not.toContain('node.view')
  })

  it('take no more than a mebibyte where nothing else is said', () => {
    expect(largestBodyOf('node.view')).toBe(1024 * 1024)
    expect(largestBodyOf('edit.text')).toBe(128 * 1024 * 1024)
    expect(Math.max(...commandNames.map(largestBodyOf))).toBe(largestBodyOf('edit.text'))
  })
})
