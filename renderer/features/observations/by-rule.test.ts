// Which observations a filter leaves, and under which rules.
import { expect, it } from 'vitest'
import type { Observation } from '../../../shared/model/observation'
import { byRule } from './by-rule'

const one = (rule: string, message: string, address: string | null = null): Observation => ({
  rule,
  title: `Title of ${rule}`,
  reason: 'why',
  message,
  place: address === null ? null : { address },
})
const all = [
  one('ssh', 'SSH is on', 'etc/a'),
  one('cron', 'runs x', 'etc/cron'),
  one('cron', 'runs y'),
  one('ssh', 'again'),
]

it('all, under their rules in the order in which these first come', () => {
  const { groups, matches } = byRule(all, '  ')
  expect(matches).toBe(4)
  expect(groups.map(({ rule, observations }) => [rule, observations.length])).toEqual([
    ['ssh', 2],
    ['cron', 2],
  ])
})

it('those that have every word in title, message or place, in whatever case', () => {
  const found = (filter: string) =>
    byRule(all, filter).groups.flatMap(({ observations }) => observations.map(({ message }) => message))
  expect(found('RUNS')).toEqual(['runs x', 'runs y'])
  expect(found('runs etc/cron')).toEqual(['runs x'])
  expect(found('title again')).toEqual(['again'])
  expect(found('nothing')).toEqual([])
})
