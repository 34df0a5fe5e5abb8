import { describe, expect, it } from 'vitest'
import { sideLabels } from './compared-side-name'

describe('what the two backups are called', () => {
  it('is earlier and later only where the times say so', () => {
    expect(sideLabels('2024-05-01T12:00:00.000Z', '2024-05-02T12:00:00.000Z')).toEqual({
      before: 'Earlier',
      after: 'Later',
      doubt: null,
    })
    const same = sideLabels('2024-05-01T12:00:00.000Z', '2024-05-01T12:00:00.000Z')
    expect(same).toMatchObject({ before: 'From', after: 'To' })
    expect(same.doubt).toContain('same time')
    for (const [before, after] of [
      [null, null],
      ['2024-05-01T12:00:00.000Z', null],
      [null, '2024-05-01T12:00:00.000Z'],
    ] as const)
      expect(sideLabels(before, after)).toMatchObject({ before: 'From', doubt: 'Which came first is not known.' })
  })
})
