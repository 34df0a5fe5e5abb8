import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchIdle } from './idle'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(after = 1000) {
  const seen = { ended: 0, unsaved: false }
  const watch = watchIdle({ after, isNeeded: () => seen.unsaved, onIdle: () => (seen.ended += 1) })
  return { seen, watch }
}

describe('an idle host', () => {
  it('ends when nobody ever came', () => {
    const { seen } = setUp()
    vi.advanceTimersByTime(999)
    expect(seen.ended).toBe(0)
    vi.advanceTimersByTime(100_000)
    expect(seen.ended).toBe(1)
  })

  it('is not idle while somebody uses it, and waits again after the last one left', () => {
    const { seen, watch } = setUp()
    vi.advanceTimersByTime(900)
    const [one, other] = [watch.begin(), watch.begin()]
    vi.advanceTimersByTime(100_000)
    one()
    vi.advanceTimersByTime(100_000)
    other()
    vi.advanceTimersByTime(999)
    expect(seen.ended).toBe(0)
    vi.advanceTimersByTime(1)
    expect(seen.ended).toBe(1)
  })

  it('keeps unsaved changes for as long as there are any', () => {
    const { seen } = setUp()
    seen.unsaved = true
    vi.advanceTimersByTime(100_000)
    expect(seen.ended).toBe(0)
    seen.unsaved = false
    vi.advanceTimersByTime(1000)
    expect(seen.ended).toBe(1)
  })

  it('waits forever where it is told to, and is told when it is over', () => {
    const { seen } = setUp(0)
    const stopped = setUp()
    stopped.watch.stop()
    vi.advanceTimersByTime(10_000_000)
    expect([seen.ended, stopped.seen.ended]).toEqual([0, 0])
  })
})
