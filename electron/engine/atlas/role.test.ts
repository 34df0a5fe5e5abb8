// What each file is to the host: by the schema, by the T flag, by the old list; and nothing where there is no host.
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { needs } from '../../../testing/needs'
import { file, sealedState, tgz } from '../../../testing/archives/small-backups'
import { makeBackup, makeOrdinaryTgz } from '../../../testing/fixtures/backups'
import { schemasOf } from '../../../testing/settings/stores'
import type { Bytes } from '../codecs/bytes'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { SCHEMA_STORE_PATH } from '../esx/paths'
import { settingsOf } from '../settings/read-settings'
import { rolesIn } from './role'

async function rolesOf(bytes: Bytes): Promise<ReadonlyMap<string, string>> {
  const document = await Document.open(bytes, { name: 'state.tgz' })
  await document.openAll()
  return new Map(
    rolesIn(document, await settingsOf(document)).map(({ entry, facts }) => [
      entry.name,
      `${facts.role}: ${facts.sentence}`,
    ]),
  )
}

const fileSchema = (path: string, fileType: string) => ({ type: 'file', path, fileType })

describe('a file of a host with a schema', () => {
  const made = async () =>
    rolesOf(
      bytesOf(
        sealedState([
          file('etc/hosts', ''),
          file('./etc/shadow', '', { mode: 0o1600 }),
          file('etc/cache', ''),
          file('etc/random-seed', '', { mode: 0o1600 }),
          file('etc/ntp.conf', ''),
          file('opt/own', ''),
          file(
            SCHEMA_STORE_PATH,
            await schemasOf({
              'esx/files/etc_hosts': fileSchema('/etc/hosts', 'config'),
              'esx/files/etc_shadow': fileSchema('/etc/shadow', 'vital'),
              'vsan/files/cache': fileSchema('/etc/cache', 'cached'),
              'esx/files/broken': { type: 'file', path: 7, fileType: 'odd' },
            }),
          ),
        ]),
      ),
    )

  it("is what the schema says, by the schema's own name for it", async () => {
    const roles = await made()
    expect(roles.get('etc/hosts')).toBe(
      "config: Kept as configuration: this backup's own schema lists it as etc_hosts.",
    )
    expect(roles.get('./etc/shadow')).toBe(
      "vital: Kept, and vital to the host: this backup's own schema lists it as etc_shadow.",
    )
    expect(roles.get('etc/cache')).toMatch(/^cached: /)
  })

  it('is kept for its T flag, or not known to the release, whatever older lists say', async () => {
    const roles = await made()
    expect(roles.get('etc/random-seed')).toBe('t-flag: Kept because it carries the T flag (mode bit 01000).')
    expect(roles.get('etc/ntp.conf')).toMatch(/^unknown: Not known to this release/)
    expect(roles.get('opt/own')).toMatch(/^unknown: /)
  })

  it('and what only wraps the host has no role', async () => {
    const roles = await made()
    expect(roles.has('local.tgz.ve') || roles.has('encryption.info')).toBe(false)
  })
})

describe('a file of an older host', () => {
  it('is on the old list, has the T flag, or is not known', async () => {
    const { bytes } = await makeBackup('esxi-6.7')
    const roles = await rolesOf(bytesOf(bytes))
    expect(roles.get('etc/resolv.conf')).toMatch(/^listed: /)
    expect(roles.get('etc/ntp.conf')).toMatch(/^t-flag: /)
    expect(roles.get('etc/ssh/ssh_host_rsa_key')).toMatch(/^unknown: Whether the host keeps it is not known/)
  })
})

describe('an archive that is not a host', () => {
  it('has no roles', async () => {
    expect((await rolesOf(bytesOf((await makeOrdinaryTgz()).bytes))).size).toBe(0)
    expect((await rolesOf(bytesOf(tgz([file('a', 'b')])))).size).toBe(0)
  })
})

describe('the genuine backup', needs(genuineSample, theGenuineSample), () => {
  it('holds no file that its own release does not know', async () => {
    const roles = [...(await rolesOf(bytesOf(readGenuine('state.tgz')))).values()].map(text => text.split(':')[0])
    expect(roles).toHaveLength(36)
    expect(new Set(roles)).toEqual(new Set(['config', 'vital', 'cached']))
  })
})
