// Attack: a second user of the same machine, who can reach 127.0.0.1 and look into the temporary folder as well as anybody. Only root
// can become another user to try it.
import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RecentFiles } from '../../services/recent-files'
import { startTestHost, type TestHost } from '../../../testing/web-host'
import { needs } from '../../../testing/needs'

const canBecomeAnother = process.platform === 'linux' && process.getuid?.() === 0

/** "nobody", on every Linux. */
const nobody = 65534

/** Runs a script as the other user; what it is given is `args`, what it prints is JSON. */
async function asNobody(script: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    uid: nobody,
    gid: nobody,
    cwd: '/',
    env: {},
    timeout: 20_000,
  })
  return JSON.parse(stdout)
}

const tryToRead = `
  import { opendirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
  const [folder, file] = process.argv.slice(1)
  const attempt = act => { try { act(); return 'done' } catch (error) { return error.code } }
  console.log(JSON.stringify({
    user: process.getuid(),
    list: attempt(() => readdirSync(folder)),
    read: attempt(() => readFileSync(file)),
    write: attempt(() => writeFileSync(folder + '/planted', 'x')),
  }))`

const tryToSpeak = `
  const [origin, token] = process.argv.slice(1)
  const status = async (path, init) => (await fetch(origin + path, { redirect: 'manual', ...init })).status
  const post = { method: 'POST', body: '{}', headers: { origin, 'x-bootbank': '1', 'content-type': 'application/json' } }
  console.log(JSON.stringify({
    page: await status('/'),
    events: await status('/events'),
    entry: await status('/entry?document=d&node=f&name=x'),
    command: await status('/api/recent.list', post),
    upload: await status('/upload?name=a', post),
    guessed: await status('/?token=' + 'A'.repeat(32)),
    seen: token === '' ? null : await status('/?token=' + token),
  }))`

let test: TestHost
beforeAll(async () => {
  test = await startTestHost({ ownUserOnly: true })
})
afterAll(() => test.close())

describe(
  'second user on the machine',
  needs(canBecomeAnother, 'root on Linux, who alone can become another user'),
  () => {
    it('gets nothing from the server without the address, and nothing with one seen in the list of processes', async () => {
      const { origin, searchParams } = new URL(test.host.url)
      expect(await asNobody(tryToSpeak, origin, searchParams.get('token') ?? '')).toEqual({
        page: 403,
        events: 403,
        entry: 403,
        command: 403,
        upload: 403,
        guessed: 403,
        seen: 403,
      })
      // The attempt has not used the token up.
      expect((await test.ask('GET', `/?${searchParams}`)).status).toBe(303)
    })

    it('cannot look into the folders of uploads and settings, nor put anything there', async () => {
      const fresh = await startTestHost()
      try {
        // As open as the temporary folder of the system is.
        chmodSync(fresh.folder, 0o777)
        const headers = await fresh.ours()
        expect((await fresh.ask('POST', '/upload?name=state.tgz', headers, 'a secret')).status).toBe(200)
        const upload = join(fresh.spool.folder, '0', 'state.tgz')
        expect(existsSync(upload)).toBe(true)
        const refused = { user: nobody, list: 'EACCES', read: 'EACCES', write: 'EACCES' }
        expect(await asNobody(tryToRead, fresh.spool.folder, upload)).toEqual(refused)
        const settings = join(fresh.folder, 'data')
        new RecentFiles(settings).add('/secret/of/this/user.tgz')
        expect(await asNobody(tryToRead, settings, join(settings, 'recent-files.json'))).toEqual(refused)
        // The attempt itself works: what is open to all is read.
        const open = join(fresh.folder, 'open')
        mkdirSync(open)
        chmodSync(open, 0o777)
        expect(await asNobody(tryToRead, open, join(fresh.folder, 'secret.txt'))).toMatchObject({
          list: 'done',
          write: 'done',
        })
      } finally {
        await fresh.close()
      }
    })
  },
)

describe('what lies on the disk', needs(process.platform !== 'win32', 'modes of files, which Windows has not'), () => {
  it('has the mode 0700 for folders and 0600 for files', async () => {
    const fresh = await startTestHost()
    try {
      const settings = join(fresh.folder, 'data')
      new RecentFiles(settings).add('/a/file.tgz')
      await fresh.ask('POST', '/upload?name=state.tgz', await fresh.ours(), 'a secret')
      const modeOf = (path: string) => {
        const facts = statSync(path)
        return `${facts.isDirectory() ? 'folder' : 'file'} ${(facts.mode % 0o1000).toString(8)}`
      }
      for (const folder of [fresh.spool.folder, settings]) {
        const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        expect(inside.length).toBeGreaterThan(0)
        const modes = [folder, ...inside.map(name => join(folder, name))].map(modeOf)
        expect([...new Set(modes)].sort()).toEqual(['file 600', 'folder 700'])
      }
    } finally {
      await fresh.close()
    }
  })
})
