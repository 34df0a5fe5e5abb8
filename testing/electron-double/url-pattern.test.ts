import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import { needs } from '../needs'
import { urlPattern } from './url-pattern'

const executablePath = chromiumPath()

/** What is wrong with a pattern; null for a good one. */
function faultOf(pattern: string): string | null {
  try {
    urlPattern(pattern)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const patterns: readonly (readonly [string, string | null])[] = [
  ['<all_urls>', null],
  ['*://*/*', null],
  ['http://*/*', null],
  ['https://*/*', null],
  ['ftp://*/*', null],
  ['file://*/*', null],
  ['file:///*', null],
  ['file://foo:1234/bar', null],
  ['http://[::1]/', null],
  ['http://[::1]:8080/', null],
  ['ftp://x:*/', null],
  ['http://*.x/a?b=*', null],
  ['', 'Missing scheme separator.'],
  ['http//x', 'Missing scheme separator.'],
  ['http:', 'Wrong scheme type.'],
  ['http:x/', 'Wrong scheme type.'],
  ['http://', 'Host can not be empty.'],
  ['http:///x', 'Host can not be empty.'],
  ['http://*./x', 'Host can not be empty.'],
  ['http://[]/', 'Host can not be empty.'],
  ['http://:80/', 'Host can not be empty.'],
  ['https://*', 'Empty path.'],
  ['https://*.*/', 'Invalid host wildcard.'],
  ['http://a*b/*', 'Invalid host wildcard.'],
  ['http://x:99999/', 'Invalid port.'],
  ['http://x:8a/', 'Invalid port.'],
  ['http://x:/', 'Invalid port.'],
  ['http://[::1/', 'Invalid host.'],
  ['http://[::1]8080/', 'Invalid host.'],
]

describe('patterns of addresses', () => {
  it.each(patterns)('%j is good or bad as Chromium has it: %s', (pattern, fault) => {
    expect(faultOf(pattern)).toBe(fault)
  })

  it.each([
    ['*://*/*', 'https://a.example/x', true],
    ['*://*/*', 'ftp://a.example/x', false],
    ['file://*/*', 'file:///etc/passwd', true],
    ['ws://*/*', 'ws://a.example/', true],
    ['ws://*/*', 'wss://a.example/', false],
    ['http://*.a.example/*', 'http://b.a.example/', true],
    ['http://*.a.example/*', 'http://a.example/', true],
    ['http://*.a.example/*', 'http://ba.example/', false],
    ['http://a.example:81/*', 'http://a.example/', false],
    ['http://a.example:80/*', 'http://a.example/', true],
    ['http://a.example/x?y', 'http://a.example/xy', false],
    ['http://a.example/x?y', 'http://a.example/x?y', true],
    ['<all_urls>', 'no address', false],
    ['http://*/*', 'no address', false],
  ])('%j and %j', (pattern, url, isMeant) => {
    expect(urlPattern(pattern)(url)).toBe(isMeant)
  })

  it('have a host where their scheme is registered as standard, and none elsewhere', () => {
    expect(urlPattern('bootbank://app/*', ['bootbank'])('bootbank://app/index.html')).toBe(true)
    expect(faultOf('bootbank://app/*')).toBe('Wrong scheme type.')
    expect(urlPattern('data:*')('data:text/html,x')).toBe(true)
  })

  it('are good or bad in a Chromium for the same reasons', {
    ...needs(executablePath, 'a Chromium'),
    timeout: 60_000,
  }, async () => {
    const extension = mkdtempSync(join(tmpdir(), 'bootbank-extension-'))
    writeFileSync(join(extension, 'content.js'), '')
    writeFileSync(join(extension, 'worker.js'), '')
    const manifest = { manifest_version: 3, name: 'x', version: '1', background: { service_worker: 'worker.js' } }
    writeFileSync(
      join(extension, 'manifest.json'),
      JSON.stringify({ ...manifest, permissions: ['scripting'], host_permissions: ['<all_urls>'] }),
    )
    const context = await chromium.launchPersistentContext(join(extension, 'profile'), {
      executablePath: executablePath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--headless=new',
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        '--disable-features=DisableLoadExtensionCommandLineSwitch',
      ],
    })
    try {
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
      for (const [pattern, fault] of patterns) {
        const script = `chrome.scripting
          .registerContentScripts([{ id: 'x', js: ['content.js'], matches: [${JSON.stringify(pattern)}] }])
          .then(() => chrome.scripting.unregisterContentScripts())
          .then(() => '', error => error.message)`
        const said = String(await worker.evaluate(script))
        if (fault === null) expect([pattern, said]).toEqual([pattern, ''])
        else expect([pattern, said]).toEqual([pattern, expect.stringContaining(fault)])
      }
    } finally {
      await context.close()
      rmSync(extension, { recursive: true, force: true })
    }
  })
})
