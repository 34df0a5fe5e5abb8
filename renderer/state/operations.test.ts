import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from '../bridge/call'
import { cancelLatest, operate, useOperations } from './operations'

vi.mock('../bridge/call', () => ({ call: vi.fn(async () => null) }))

/** Begins work that ends when it is told to. */
function begin(title: string) {
  let end: () => void = () => undefined
  const work = new Promise<void>(resolve => {
    end = resolve
  })
  const ended = operate(title, () => work)
  const { id } = useOperations.getState().running.at(-1) ?? {}
  const finish = () => {
    end()
    return ended
  }
  return { finish, id }
}

beforeEach(() => vi.mocked(call).mockClear())

describe('cancelling what runs', () => {
  it('stops what was begun last, then what was begun before it', async () => {
    const [first, second] = [begin('Saving a'), begin('Saving b')]
    await cancelLatest()
    await cancelLatest()
    await cancelLatest()
    expect(vi.mocked(call).mock.calls).toEqual([
      ['operation.cancel', { operation: second.id }],
      ['operation.cancel', { operation: first.id }],
    ])
    await first.finish()
    await second.finish()
    expect(useOperations.getState().running).toEqual([])
  })

  it('asks nothing of the host where nothing runs', async () => {
    await cancelLatest()
    expect(call).not.toHaveBeenCalled()
  })
})
