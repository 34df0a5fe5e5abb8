import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { BundledPackage } from './bundled-packages'
import { packageIn } from './bundled-packages'
import { thirdPartyLicences } from './third-party-licences'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-licences-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mit = 'MIT License\n\nCopyright (c) 2026 Us\n\nPermission is hereby granted to all.\n'

/** A package with these facts, and with a licence text where one is given. */
function made(name: string, facts: object, text?: string): BundledPackage {
  const at = join(folder, name)
  mkdirSync(at)
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...facts }))
  if (text !== undefined) writeFileSync(join(at, 'LICENCE.md'), text)
  return packageIn(at)
}

describe('the licences of what is bundled', () => {
  it('are the texts that the packages come with', () => {
    const text = thirdPartyLicences([made('a', { license: 'ISC' }, 'Do what you like.\r\n')], mit)
    expect(text).toContain('a 1.0.0 (ISC)\n')
    expect(text).toContain('Do what you like.\n')
  })

  it.each([
    ['b', 'Somebody'],
    ['c', { name: 'Somebody' }],
  ])('are the text of MIT, by its author, for a package %s that names it and has no text', (name, author) => {
    const text = thirdPartyLicences([made(name, { license: 'MIT', author })], mit)
    expect(text).toContain('comes without its text.\n\nMIT License\n\nCopyright (c) Somebody\n\nPermission is')
    expect(text).not.toContain('Copyright (c) 2026 Us')
  })

  it.each([
    ['d', { license: 'Apache-2.0', author: 'Somebody' }],
    ['e', { license: 'MIT' }],
  ])('cannot be given for a package %s without a text', (name, facts) => {
    expect(() => thirdPartyLicences([made(name, facts)], mit)).toThrow(`${name} comes without a licence text`)
  })

  it('need a licence that is named', () => {
    expect(() => made('f', {})).toThrow('f names no licence')
  })
})
