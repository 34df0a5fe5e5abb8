// The second look says "exactly the edits" of nothing else: not where something else differs, not where an edit is not there.
import { describe, expect, test } from 'vitest'
import { file, hostFiles, opened, plainState, put, sealedState } from '../../../testing/archives/small-backups'
import { bytesOf } from '../codecs/bytes'
import { differencesFrom } from './differences'

const state = (...others: Parameters<typeof file>[]) => {
  const names = new Set(others.map(([name]) => name))
  return [...hostFiles.filter(({ name }) => !names.has(name)), ...others.map(one => file(...one))]
}

describe('what differs is exactly what was edited', () => {
  const look = async (written: Uint8Array) => {
    const document = await opened(plainState())
    await put(document, 'etc/hosts', 'edited\n')
    await put(document, 'etc/random-seed', 'edited as well\n')
    return differencesFrom(document, document, bytesOf(written))
  }
  const edits = [
    ['etc/hosts', 'edited\n'],
    ['etc/random-seed', 'edited as well\n', { mode: 0o1600 }],
  ] as const satisfies readonly Parameters<typeof file>[]

  test('where it is', async () => {
    const { isExact, entries } = await look(plainState(state(...edits)))
    expect(isExact).toBe(true)
    expect(entries.map(({ address }) => address).sort()).toEqual(['local.tgz!/etc/hosts', 'local.tgz!/etc/random-seed'])
  })

  test.each([
    ['one edit is not there', plainState(state(edits[0]))],
    ['none is there', plainState()],
    ['another file differs', plainState(state(...edits, ['etc/shadow', 'root::::::::\n', { mode: 0o600 }]))],
    ['a file is there that nobody added', plainState(state(...edits, ['etc/added', 'x']))],
    ['a file is gone', plainState(state(...edits).filter(({ name }) => name !== 'etc/shadow'))],
  ])('but not where %s', async (_title, written) => {
    expect((await look(written)).isExact).toBe(false)
  })

  test('and not where a layer was sealed that nobody sealed', async () => {
    const document = await opened(plainState())
    expect((await differencesFrom(document, document, bytesOf(sealedState()))).isExact).toBe(false)
  })
})
