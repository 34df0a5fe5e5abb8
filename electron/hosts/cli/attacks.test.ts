// Issue 3, points 3 and 4: every attack by its name, met by the real command line. docs/attacks.md is made of the same list.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits } from '../../engine/codecs/limits'
import { meet } from '../../../testing/command-line/attack'
import { extractionAttacks } from '../../../testing/command-line/attacks-on-extraction'
import { bombs, limitAttacks } from '../../../testing/command-line/attacks-on-limits'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'

const MiB = 1024 * 1024
/** A million entries are half a gigabyte; milliseconds on a busy machine. */
const PATIENCE = 180_000
let cli: CommandLine
let top: string

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'bootbank-attacks-'))
  cli = await buildCommandLine()
}, 60_000)

afterAll(async () => {
  await cli?.remove()
  await rm(top, { recursive: true, force: true })
})

describe('limits', () => {
  test.each(limitAttacks.map(attack => [attack.name, attack] as const))(
    '%s',
    async (_, attack) => {
      expect((await meet(attack, cli, top)).faults).toEqual([])
    },
    PATIENCE,
  )

  test.each(bombs.map(attack => [attack.name, attack] as const))(
    '%s takes less than 200 MiB more than nothing',
    async (_, attack) => {
      const idle = await cli.run(['--version'], { measure: true })
      const { finished } = await meet(attack, cli, top)
      expect(idle.memory).toBeGreaterThan(10 * MiB)
      expect(finished.memory - idle.memory).toBeLessThan(200 * MiB)
    },
  )

  test('each cap has an attack', () => {
    expect(new Set(limitAttacks.flatMap(({ limit }) => limit ?? []))).toEqual(new Set(Object.keys(defaultLimits)))
  })
})

describe('extraction', () => {
  test.each(extractionAttacks.map(attack => [attack.name, attack] as const))(
    '%s',
    async (_, attack) => {
      expect((await meet(attack, cli, top)).faults).toEqual([])
    },
    PATIENCE,
  )
})
