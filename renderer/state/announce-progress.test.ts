import { beforeEach, describe, expect, it } from 'vitest'
import { progressTeller, quiet } from './announce-progress'
import type { Operation } from './operations'

let time = 0
let said: string[] = []
let tell = progressTeller(
  () => undefined,
  () => 0,
)

const operation = (done: number, total: number | null, more: Partial<Operation> = {}): Operation => ({
  id: 'o',
  title: 'Opening state.tgz',
  phase: 'Opening state.tgz',
  done,
  total,
  cancelling: false,
  ...more,
})

beforeEach(() => {
  time = 0
  said = []
  tell = progressTeller(
    message => said.push(message),
    () => time,
  )
})

describe('progress', () => {
  it('of a quick operation is not told', () => {
    for (let done = 0; done <= 100; done += 1) {
      time += (quiet - 1) / 101
      tell([operation(done, 100)])
    }
    tell([])
    expect(said).toEqual([])
  })

  it('of a long one is told once a quarter, however often it moves', () => {
    for (let done = 0; done <= 1000; done += 1) {
      time += 50
      tell([operation(done, 1000)])
    }
    expect(said).toEqual(['Opening state.tgz: 25 %', 'Opening state.tgz: 50 %', 'Opening state.tgz: 75 %'])
  })

  it('is told as its phases where the total is not known', () => {
    tell([operation(0, null)])
    time = quiet
    tell([operation(5, null, { phase: 'Inflating local.tgz' })])
    tell([operation(9, null, { phase: 'Inflating local.tgz' })])
    expect(said).toEqual(['Inflating local.tgz'])
  })

  it('is told by the phase, for each phase has a total of its own', () => {
    tell([operation(0, 100)])
    time = quiet
    tell([operation(60, 100, { phase: 'Reading state.tgz' })])
    tell([operation(1, 900, { phase: 'Inflating local.tgz' })])
    tell([operation(500, 900, { phase: 'Inflating local.tgz' })])
    expect(said).toEqual(['Reading state.tgz: 50 %', 'Inflating local.tgz: 50 %'])
  })

  it('is not told any more once the operation is being cancelled', () => {
    tell([operation(0, 100)])
    time = quiet
    tell([operation(60, 100, { cancelling: true })])
    expect(said).toEqual([])
  })

  it('of two operations is told for each by itself', () => {
    const saving = (done: number) => operation(done, 100, { id: 'p', title: 'Saving hosts', phase: 'Saving hosts' })
    tell([operation(0, 100), saving(0)])
    time = quiet
    tell([operation(30, 100), saving(80)])
    tell([saving(80)])
    expect(said).toEqual(['Opening state.tgz: 25 %', 'Saving hosts: 75 %'])
  })
})
