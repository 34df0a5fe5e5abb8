import { expect, test } from 'vitest'
import { readContext } from '../../../testing/archives/read-context'
import { spend } from './context'

const refusal = (cap: string) =>
  expect.objectContaining({
    code: 'LIMIT',
    message: expect.stringContaining(cap),
    where: expect.objectContaining({ layer: 'test.tgz', offset: 7 }),
  })

test('what layers inflate to is added up over all of them, and the cap names the place', () => {
  const context = readContext({ totalBytes: 100 })
  spend(context, 60, 60, 7)
  expect(context.budget.total).toBe(60)
  expect(() => spend(context, 41, 41, 7)).toThrow(refusal('totalBytes'))
})

test('one layer has a cap of its own', () => {
  expect(() => spend(readContext({ layerBytes: 100 }), 1, 101, 7)).toThrow(refusal('layerBytes'))
  expect(() => spend(readContext({ layerBytes: 100 }), 1, 100, 7)).not.toThrow()
})

test('the ratio counts above its floor only, of one layer and of all together', () => {
  const limits = { ratio: 10, ratioFloor: 1000 }
  expect(() => spend(readContext(limits), 1000, 1000, 7)).not.toThrow()
  expect(() => spend(readContext(limits), 1001, 1001, 7)).toThrow(refusal('ratio'))
  const whole = readContext(limits)
  whole.budget.sourceBytes = 200
  spend(whole, 1000, 1000, 100)
  spend(whole, 1000, 1000, 100)
  expect(() => spend(whole, 1, 1001, 7_000)).toThrow(
    expect.objectContaining({ where: expect.objectContaining({ offset: 7_000 }) }),
  )
})
