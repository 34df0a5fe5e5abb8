import { describe, expect, it } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { PageCache, pageSize } from './page-cache'

/** A file whose byte at each offset is known, and whose answers come when told to. */
function fileDouble(total: number, valueAt = (offset: number) => Math.floor(offset / pageSize) % 256) {
  const asked: number[] = []
  const waiting: (() => void)[] = []
  const load = (offset: number, length: number) => {
    asked.push(offset / pageSize)
    return new Promise<Uint8Array>(resolve => {
      const size = Math.max(0, Math.min(length, total - offset))
      waiting.push(() => resolve(Uint8Array.from({ length: size }, (_, index) => valueAt(offset + index))))
    })
  }
  const settle = () => new Promise<void>(resolve => setTimeout(resolve))
  return {
    load,
    asked,
    answerAll: async () => {
      while (waiting.length > 0) {
        for (const answer of waiting.splice(0)) answer()
        await settle()
      }
    },
  }
}

const page = (number: number) => [number * pageSize, (number + 1) * pageSize] as const

describe('bytes in pages', () => {
  it('are fetched when they are wanted, and once', async () => {
    const file = fileDouble(10 * pageSize)
    const cache = new PageCache(file.load)
    expect(cache.byteAt(0)).toBeNull()
    cache.want(pageSize - 10, pageSize + 10)
    cache.want(pageSize - 10, pageSize + 10)
    await file.answerAll()
    expect(file.asked).toEqual([0, 1])
    expect(cache.byteAt(pageSize)).toBe(1)
    cache.want(0, 10)
    expect(file.asked).toEqual([0, 1])
  })

  it('end where the file ends', async () => {
    const file = fileDouble(pageSize + 3)
    const cache = new PageCache(file.load)
    cache.want(...page(1))
    await file.answerAll()
    expect(cache.byteAt(pageSize + 2)).toBe(1)
    expect(cache.byteAt(pageSize + 3)).toBeNull()
  })

  it('that were scrolled past before their turn are never fetched', async () => {
    const file = fileDouble(1000 * pageSize)
    const cache = new PageCache(file.load, { capacity: 8, parallel: 1 })
    for (let number = 0; number < 500; number++) cache.want(...page(number))
    await file.answerAll()
    expect(file.asked).toEqual([0, 499])
  })

  it('are forgotten in the order of their last use when others are needed', async () => {
    const file = fileDouble(100 * pageSize)
    const cache = new PageCache(file.load, { capacity: 3, parallel: 1 })
    for (const number of [0, 1, 2, 0, 3]) {
      cache.want(...page(number))
      await file.answerAll()
    }
    expect(cache.byteAt(0)).toBe(0)
    expect(cache.byteAt(pageSize)).toBeNull()
    expect(cache.byteAt(3 * pageSize)).toBe(3)
  })

  it('stay on the screen after a change of the file until the new ones are there', async () => {
    const before = fileDouble(pageSize, () => 1)
    const after = fileDouble(pageSize, () => 2)
    const cache = new PageCache(before.load)
    cache.want(...page(0))
    await before.answerAll()
    cache.renew(after.load)
    expect(cache.byteAt(0)).toBe(1)
    await after.answerAll()
    expect(cache.byteAt(0)).toBe(2)
  })

  it('of the file as it was do not come in after it changed', async () => {
    const before = fileDouble(pageSize, () => 1)
    const after = fileDouble(pageSize, () => 2)
    const cache = new PageCache(before.load)
    cache.want(...page(0))
    cache.renew(after.load)
    await after.answerAll()
    await before.answerAll()
    expect(cache.byteAt(0)).toBe(2)
  })

  it('that cannot be had are told, and fetched again on request only', async () => {
    const file = fileDouble(pageSize, () => 7)
    let broken = true
    let attempts = 0
    const cache = new PageCache((offset, length) => {
      attempts++
      return broken ? Promise.reject(new BootbankError('WORKER_DIED', 'gone')) : file.load(offset, length)
    })
    let heard = 0
    cache.subscribe(() => heard++)
    cache.want(...page(0))
    await new Promise<void>(resolve => setTimeout(resolve))
    cache.want(...page(0))
    expect(attempts).toBe(1)
    expect(cache.failure?.code).toBe('WORKER_DIED')
    broken = false
    cache.retry()
    await file.answerAll()
    expect(cache.failure).toBeNull()
    expect(cache.byteAt(0)).toBe(7)
    expect(heard).toBeGreaterThanOrEqual(3)
  })
})
