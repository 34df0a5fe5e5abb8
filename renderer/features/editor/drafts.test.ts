import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { DraftRegistry } from './draft-registry'
import type { TextEdit } from './node-draft'

const timing = { delay: 400, typingPause: 30_000 }

/** A document that takes texts one revision at a time, or refuses them, when told to. */
function documentDouble() {
  const sent: TextEdit[] = []
  const answers: (() => void)[] = []
  let revision = 0
  let refuse: BootbankError | null = null
  let slow = false
  const send = (edit: TextEdit) => {
    sent.push(edit)
    return new Promise<{ revision: number }>((resolve, reject) => {
      const answer = () => (refuse ? reject(refuse) : resolve({ revision: ++revision }))
      if (slow) answers.push(answer)
      else answer()
    })
  }
  return {
    send,
    sent,
    texts: () => sent.map(edit => edit.text),
    refuseWith: (error: BootbankError | null) => {
      refuse = error
    },
    holdAnswers: () => {
      slow = true
    },
    answer: async () => {
      answers.shift()?.()
      await vi.advanceTimersByTimeAsync(0)
    },
    /** Another edit of the document. */
    moveOn: () => ++revision,
  }
}

const notText = new BootbankError('NOT_TEXT', 'The file is Latin-1 and cannot hold “€”.')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(text = 'old') {
  const target = documentDouble()
  const registry = new DraftRegistry(target.send, timing)
  const draft = registry.draftOf('d', 'n', text, 0)
  const release = registry.hold(draft)
  return { target, registry, draft, release }
}

describe('typing', () => {
  it('is sent once, after a pause of 400 ms', async () => {
    const { target, draft } = setUp()
    draft.typed(() => 'a')
    await vi.advanceTimersByTimeAsync(399)
    draft.typed(() => 'ab')
    await vi.advanceTimersByTimeAsync(399)
    expect(target.texts()).toEqual([])
    expect(draft.snapshot().pending).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(target.texts()).toEqual(['ab'])
    expect(draft.snapshot()).toEqual({ pending: false, refusal: null })
  })

  it('reads the text only when it is sent', async () => {
    const { draft } = setUp()
    const read = vi.fn(() => 'a')
    draft.typed(read)
    expect(read).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(400)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('is not sent when the text is what the document has', async () => {
    const { target, draft } = setUp('old')
    draft.typed(() => 'older')
    draft.typed(() => 'old')
    await vi.advanceTimersByTimeAsync(400)
    expect(target.texts()).toEqual([])
    expect(draft.snapshot().pending).toBe(false)
  })

  it('back to the opened text is sent, for the document has another by then', async () => {
    const { target, draft } = setUp('old')
    draft.typed(() => 'new')
    await draft.flush()
    draft.typed(() => 'old')
    await draft.flush()
    expect(target.texts()).toEqual(['new', 'old'])
  })

  it('that goes on while a text is on its way is sent after it, never beside it', async () => {
    const { target, draft } = setUp()
    target.holdAnswers()
    draft.typed(() => 'a')
    await vi.advanceTimersByTimeAsync(400)
    draft.typed(() => 'ab')
    await vi.advanceTimersByTimeAsync(400)
    expect(target.texts()).toEqual(['a'])
    await target.answer()
    expect(target.texts()).toEqual(['a', 'ab'])
    await target.answer()
    expect(draft.snapshot().pending).toBe(false)
  })
})

describe('a session', () => {
  const sessions = async (between: (parts: ReturnType<typeof setUp>) => Promise<void> | void) => {
    const parts = setUp()
    parts.draft.typed(() => 'a')
    await parts.draft.flush()
    await between(parts)
    parts.draft.typed(() => 'ab')
    await parts.draft.flush()
    return parts.target.sent.map(edit => edit.typing)
  }

  it('stays the same over consecutive typing', async () => {
    const [first, second] = await sessions(() => vi.advanceTimersByTimeAsync(29_000).then())
    expect(second).toBe(first)
  })

  it('does not end when the text that was sent comes back as the document’s', async () => {
    const [first, second] = await sessions(({ draft }) => void draft.outside('a', 1))
    expect(second).toBe(first)
  })

  it('ends after a pause of 30 seconds', async () => {
    const [first, second] = await sessions(() => vi.advanceTimersByTimeAsync(30_001).then())
    expect(second).not.toBe(first)
  })

  it('ends when the document changed by other means', async () => {
    const [first, second] = await sessions(({ target, draft }) => void draft.outside('undone', target.moveOn()))
    expect(second).not.toBe(first)
  })

  it('is another one in another editor', async () => {
    const { target, registry, release } = setUp()
    registry.draftOf('d', 'n', '', 0).typed(() => 'a')
    release()
    await vi.advanceTimersByTimeAsync(0)
    const again = registry.draftOf('d', 'n', 'a', 1)
    registry.hold(again)
    again.typed(() => 'ab')
    await again.flush()
    expect(target.sent[1]?.typing).not.toBe(target.sent[0]?.typing)
  })
})

describe('a change from outside', () => {
  it('is to be shown while nothing is typed', () => {
    const { draft } = setUp()
    expect(draft.outside('undone', 5)).toBe(true)
    expect(draft.text()).toBe('undone')
  })

  it('does not overwrite what was typed and not sent', () => {
    const { draft } = setUp()
    draft.typed(() => 'typed')
    expect(draft.outside('undone', 5)).toBe(false)
    expect(draft.text()).toBe('typed')
  })

  it('that is older than what was sent is ignored', async () => {
    const { target, draft } = setUp()
    target.moveOn()
    draft.typed(() => 'typed')
    await draft.flush()
    expect(draft.outside('old', 1)).toBe(false)
    expect(draft.text()).toBe('typed')
  })

  it('is told apart from the revision that typing made, even when the news comes before the answer', async () => {
    const { target, registry, draft } = setUp()
    target.holdAnswers()
    draft.typed(() => 'typed')
    const flushed = draft.flush()
    const own = registry.ownText('d', 'n', 1)
    await target.answer()
    await flushed
    expect(await own).toBe('typed')
    expect(await registry.ownText('d', 'n', 2)).toBeNull()
    expect(await registry.ownText('d', 'other', 1)).toBeNull()
  })
})

describe('a refused text', () => {
  it('stays, is told, and is sent again with the next typing', async () => {
    const { target, draft } = setUp()
    target.refuseWith(notText)
    draft.typed(() => 'a€')
    await vi.advanceTimersByTimeAsync(400)
    expect(draft.snapshot().pending).toBe(true)
    expect(draft.snapshot().refusal?.code).toBe('NOT_TEXT')
    expect(draft.text()).toBe('a€')
    target.refuseWith(null)
    draft.typed(() => 'aE')
    await vi.advanceTimersByTimeAsync(400)
    expect(draft.snapshot()).toEqual({ pending: false, refusal: null })
    expect(target.texts()).toEqual(['a€', 'aE'])
  })

  it('leaves the refusal when the document’s own text is typed again', async () => {
    const { target, draft } = setUp('old')
    target.refuseWith(notText)
    draft.typed(() => 'a€')
    await draft.flush()
    draft.typed(() => 'old')
    await draft.flush()
    expect(draft.snapshot()).toEqual({ pending: false, refusal: null })
  })

  it('never makes flush reject, and keeps what was typed since', async () => {
    const { target, registry, draft } = setUp()
    target.refuseWith(notText)
    target.holdAnswers()
    draft.typed(() => 'a€')
    const flushed = registry.flush()
    await vi.advanceTimersByTimeAsync(0)
    draft.typed(() => 'a€b')
    await target.answer()
    await flushed
    expect(draft.text()).toBe('a€b')
  })

  it('is found again when the user comes back, and counted until then', async () => {
    const { target, registry, draft, release } = setUp()
    target.refuseWith(notText)
    draft.typed(() => 'a€')
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(registry.unsent('d').map(held => held.node)).toEqual(['n'])
    expect(registry.draftOf('d', 'n', 'old', 1).text()).toBe('a€')
    registry.forget('d')
    expect(registry.draftOf('d', 'n', 'old', 1).text()).toBe('old')
  })
})

describe('flushing everything', () => {
  it('forgets a refused draft of a closed editor once it is accepted', async () => {
    const { target, registry, draft, release } = setUp()
    target.refuseWith(notText)
    draft.typed(() => 'a€')
    release()
    await vi.advanceTimersByTimeAsync(0)
    target.refuseWith(null)
    await registry.flush()
    expect(registry.unsent('d')).toEqual([])
    expect(registry.draftOf('d', 'n', 'a€', 1)).not.toBe(draft)
  })

  it('sends every draft at once and waits for the answers', async () => {
    const { target, registry, draft } = setUp()
    const other = registry.draftOf('d', 'm', '', 0)
    registry.hold(other)
    draft.typed(() => 'a')
    other.typed(() => 'b')
    await registry.flush()
    expect(target.texts().sort()).toEqual(['a', 'b'])
    expect(registry.unsent('d')).toEqual([])
  })

  it('sends what is typed when the editor goes', async () => {
    const { target, registry, draft, release } = setUp()
    draft.typed(() => 'a')
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(target.texts()).toEqual(['a'])
    expect(registry.draftOf('d', 'n', 'a', 1)).not.toBe(draft)
  })

  it('tells its watchers of each change of state, and only then', async () => {
    const { draft } = setUp()
    const heard = vi.fn()
    draft.subscribe(heard)
    draft.typed(() => 'a')
    draft.typed(() => 'ab')
    expect(heard).toHaveBeenCalledTimes(1)
    await draft.flush()
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
