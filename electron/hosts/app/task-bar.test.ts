import { describe, expect, it } from 'vitest'
import { TaskBar } from './task-bar'

function setUp() {
  const shown: number[] = []
  const window = {
    destroyed: false,
    isDestroyed: () => window.destroyed,
    setProgressBar: (at: number) => void shown.push(at),
  }
  const bar = new TaskBar(window)
  const move = (operation: string, done: number, total: number | null) =>
    bar.move({ operation, phase: 'Inflating', done, total })
  return { bar, move, shown, window }
}

describe('the task bar', () => {
  it('shows the progress of an operation, and nothing after its end', () => {
    const { bar, move, shown } = setUp()
    move('a', 25, 100)
    move('a', 100, 100)
    bar.end('a')
    expect(shown).toEqual([0.25, 1, -1])
  })

  it('only moves while the total is not known', () => {
    const { move, shown } = setUp()
    move('a', 25, null)
    move('a', 0, 0)
    expect(shown).toEqual([2, 2])
  })

  it('follows the operation with the least progress', () => {
    const { bar, move, shown } = setUp()
    move('a', 80, 100)
    move('b', 10, 100)
    bar.end('b')
    bar.end('a')
    expect(shown).toEqual([0.8, 0.1, 0.8, -1])
  })

  it('never shows more than all, and ignores a closed window and an unknown operation', () => {
    const { bar, move, shown, window } = setUp()
    move('a', 120, 100)
    bar.end('unknown')
    window.destroyed = true
    bar.end('a')
    expect(shown).toEqual([1])
  })
})
