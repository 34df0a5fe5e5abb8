// What the page gets of a command that streams: the real preload over a double of Electron's two functions.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { commandNames, eventNames } from '../../../shared/contract/commands'
import type { Bridge } from '../../../shared/contract/contract'
import type { FoundEntry } from '../../../shared/model/found'

type Listener = (event: object, payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()
let answer: (outcome: object) => void = () => undefined
let api: Bridge<File>

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (_name: string, exposed: Bridge<File>) => {
      api = exposed
    },
  },
  ipcRenderer: {
    invoke: () =>
      new Promise(resolve => {
        answer = resolve
      }),
    on: (channel: string, listener: Listener) =>
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
  },
  webUtils: {},
}))

beforeAll(async () => {
  vi.stubGlobal('COMMAND_NAMES', commandNames)
  vi.stubGlobal('EVENT_NAMES', eventNames)
  await import('./preload')
})

const one: FoundEntry = { node: '0/0', address: 'etc/hosts', kind: 'file', opens: null }
const told = (operation: string, items: readonly FoundEntry[]) => {
  for (const listener of listeners.get('items') ?? []) listener({}, { operation, items })
}

describe('a command that streams', () => {
  let heard: (readonly FoundEntry[])[] = []
  beforeEach(() => {
    heard = []
  })
  const find = (operation: string) =>
    api.stream('tree.find', { document: 'd', text: 'hosts', operation }, items => heard.push(items))

  it('gives the page what belongs to its operation, and the outcome as it is', async () => {
    const finding = find('mine')
    told('mine', [one])
    told('another', [one, one])
    told('mine', [one, one, one])
    answer({ ok: true, value: { found: 4, complete: true }, batches: 2 })
    expect(await finding).toEqual({ ok: true, value: { found: 4, complete: true } })
    expect(heard.map(items => items.length)).toEqual([1, 3])
  })

  it('waits for the batches that the answer has overtaken', async () => {
    let isDone = false
    const finding = find('mine').finally(() => {
      isDone = true
    })
    answer({ ok: true, value: { found: 2, complete: true }, batches: 2 })
    told('mine', [one])
    await new Promise(setImmediate)
    expect(isDone).toBe(false)
    told('mine', [one])
    expect(await finding).toMatchObject({ ok: true })
    expect(heard.length).toBe(2)
  })

  it('leaves no listener, and needs no batch where it is refused', async () => {
    const finding = find('mine')
    answer({ ok: false, error: { code: 'NO_DOCUMENT', message: '', where: {} } })
    expect(await finding).toMatchObject({ ok: false, error: { code: 'NO_DOCUMENT' } })
    expect(listeners.get('items')?.size).toBe(0)
  })
})
