// Settings, network, roles and secrets as the window asks the session for them.
import { describe, expect, it } from 'vitest'
import { backupOf, schemasOf, storeOf } from '../../testing/settings/stores'
import { createSession } from './session'
import type { SessionRequest, SessionResult, StreamContext } from './session-commands'
import type { DocumentCommandName } from '../../shared/contract/contract'

async function sessionOf() {
  const document = await backupOf({
    schemas: await schemasOf({
      'esx/a/b': { type: 'object', properties: { secret: { type: 'secret' }, plain: { type: 'string' } } },
      'esx/files/esx_conf': { type: 'file', path: '/etc/vmware/esx.conf', fileType: 'config' },
    }),
    store: await storeOf([{ path: 'esx/a/b', user: { secret: 'hushhush', plain: 'open' } }]),
    conf: '/net/vmkernelnic/child[0000]/name = "vmk0"\n/adv/Net/ManagementIface = "vmk0"\n',
  })
  const session = createSession('d', { document }, () => undefined)
  const context: StreamContext<unknown> = {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    give: async () => undefined,
  }
  // The session's answer to a command is that command's result: the handlers are typed so.
  const ask = async <C extends DocumentCommandName>(command: C, request: SessionRequest<C>) =>
    structuredClone((await session.handle(command, request, context)) as SessionResult<C>)
  return { document, ask }
}

describe('the session tells', () => {
  it('every setting, and one entry with its schema, without the secret', async () => {
    const { ask } = await sessionOf()
    const list = await ask('settings.list', {})
    expect(list.entries.map(entry => entry.path)).toContain('esx/a/b')
    const detail = await ask('settings.entry', { entry: 'esx/a/b' })
    expect(detail.settings.map(({ property, value }) => [property, value])).toEqual([
      ['secret', null],
      ['plain', 'open'],
    ])
    expect(JSON.stringify([list, detail])).not.toContain('hushhush')
  })

  it('a secret only when it is asked for by name', async () => {
    const { ask } = await sessionOf()
    expect(await ask('settings.reveal', { setting: 'esx/a/b#secret' })).toEqual({ value: 'hushhush' })
    await expect(ask('settings.reveal', { setting: 'esx/a/b#gone' })).rejects.toMatchObject({
      code: 'ADDRESS_NOT_FOUND',
    })
    await expect(ask('settings.entry', { entry: 'esx/a/gone' })).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    expect(await ask('secrets.list', {})).toMatchObject([{ kind: 'password', title: 'esx/a/b#secret' }])
  })

  it('the network, the roles of files, and the row of an address', async () => {
    const { ask } = await sessionOf()
    expect((await ask('host.network', {})).management).toBe('vmk0')
    const { node } = await ask('node.at', { address: 'local.tgz!/etc/vmware/esx.conf' })
    expect(await ask('files.roles', {})).toContainEqual({
      node,
      address: 'local.tgz!/etc/vmware/esx.conf',
      role: 'config',
    })
    expect((await ask('node.facts', { node })).role).toMatchObject({
      role: 'config',
      sentence: expect.stringContaining('esx_conf'),
    })
    expect((await ask('host.card', {})).groups.length).toBeGreaterThan(5)
  })
})
