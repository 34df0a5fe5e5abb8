import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Batches } from './batches'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

function setUp() {
  const controller = new AbortController()
  const sent: (readonly unknown[])[] = []
  const batches = new Batches(items => sent.push(items), controller.signal)
  /** Gives so many items, one after another; `given` is how many there was room for so far. */
  const giving = (count: number) => {
    const state = { given: 0, refusal: null as unknown }
    const give = async () => {
      for (let at = 0; at < count; at += 1) {
        await batches.give(at)
        state.given += 1
      }
    }
    const end = give().catch((error: unknown) => {
      state.refusal = error
    })
    return { state, end }
  }
  return { controller, sent, batches, giving, sizes: () => sent.map(items => items.length) }
}

describe('partial results', () => {
  it('go out at once, then gathered, in the order they were given', async () => {
    const { batches, sent } = setUp()
    await batches.give('first')
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toEqual([['first']])
    await batches.give('second')
    await batches.give('third')
    await vi.advanceTimersByTimeAsync(49)
    expect(sent.length).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual([['first'], ['second', 'third']])
  })

  it('go out full where there are many, and wait while nobody takes them', async () => {
    const { batches, giving, sizes } = setUp()
    const { state, end } = giving(3000)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sizes()).toEqual([500, 500])
    expect(state.given).toBe(1499)
    batches.taken()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sizes()).toEqual([500, 500, 500])
    for (const _ of [1, 2, 3]) {
      batches.taken()
      await vi.advanceTimersByTimeAsync(100)
    }
    await end
    expect(state.given).toBe(3000)
    expect(sizes()).toEqual([500, 500, 500, 500, 500, 500])
  })

  it('end with what is left, whoever still has to take what', async () => {
    const { batches, sizes } = setUp()
    for (let at = 0; at < 3; at += 1) {
      await batches.give(at)
      await vi.advanceTimersByTimeAsync(100)
    }
    batches.end()
    expect(sizes()).toEqual([1, 1, 1])
    batches.end()
    expect(sizes().length).toBe(3)
  })

  it('stop with the operation, even while they wait for room, and what was not sent is dropped', async () => {
    const { batches, controller, giving, sizes } = setUp()
    const { state, end } = giving(3000)
    await vi.advanceTimersByTimeAsync(10_000)
    controller.abort()
    await end
    expect(state.refusal).toMatchObject({ code: 'CANCELLED' })
    batches.drop()
    batches.taken()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sizes()).toEqual([500, 500])
    await expect(batches.give('late')).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
