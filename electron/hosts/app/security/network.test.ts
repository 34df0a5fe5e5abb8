// The switches that we give to Electron, given to a Chromium, whose net log says what it would have asked the network.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { chromiumPath } from '../../../../testing/chromium'
import { needs } from '../../../../testing/needs'

const chromium = chromiumPath()
const switches: Record<string, string> = {}
vi.mock('electron', () => ({
  app: {
    isPackaged: true,
    commandLine: { appendSwitch: (name: string, value = '') => Object.assign(switches, { [name]: value }) },
  },
}))

const folder = mkdtempSync(join(tmpdir(), 'bootbank-network-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const netLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(z.object({ type: z.number(), params: z.object({ host: z.string().optional() }).optional() })),
})

/** A picture, not a page: on its page for errors Chrome, and not Electron, looks a name up to tell what is wrong. */
const page = 'data:text/html,<img src="http://host.invalid/">'

/** Has Chromium load something from another machine; gives the names that got as far as its resolver. */
function namesAskedFor(rules: Readonly<Record<string, string>>): readonly string[] {
  const log = join(folder, 'net-log.json')
  const given = Object.entries(rules).map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  const own = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`]
  spawnSync(chromium ?? '', [...own, ...given, `--log-net-log=${log}`, '--dump-dom', page], {
    stdio: 'ignore',
    timeout: 60_000,
  })
  const { constants, events } = netLog.parse(JSON.parse(readFileSync(log, 'utf8')))
  const asked = constants.logEventTypes.HOST_RESOLVER_MANAGER_REQUEST
  expect(asked).toBeTypeOf('number')
  return events.filter(({ type }) => type === asked).flatMap(({ params }) => params?.host ?? [])
}

describe('a Chromium with our switches', () => {
  it('asks its resolver for nothing, where the older rule asks for ~notfound, and no rule for the host', {
    ...needs(chromium, 'a Chromium'),
    timeout: 120_000,
  }, async () => {
    const { silenceChromium } = await import('./network')
    silenceChromium()
    expect(namesAskedFor(switches)).toEqual([])
    const { 'host-resolver-rules': _rules, ...others } = switches
    expect(namesAskedFor({ ...others, 'host-resolver-rules': 'MAP * ~NOTFOUND' })).toContain('http://~notfound')
    expect(namesAskedFor(others)).toContain('http://host.invalid')
  })
})
