// A password that is set is nowhere but in its hash: not among the arguments or in the environment of any process, not in what is printed, not
// in the saved file or the bundle, in no form that it could be read from, and not among the edits that a journal keeps.
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { changePassword } from '../../engine/accounts/change-password'
import { bytesOf, toUint8Array } from '../../engine/codecs/bytes'
import { listChanges } from '../../session/changes'
import { Document } from '../../engine/document/document'

const password = 'Planted-Wörd 9 nowhere'
/** As bytes, UTF-16, base64, hex, escaped and percent-encoded. */
const forms = [
  Buffer.from(password),
  Buffer.from(password, 'utf16le'),
  ...[
    Buffer.from(password).toString('base64').replace(/=+$/, ''),
    Buffer.from(password).toString('hex'),
    JSON.stringify(password).slice(1, -1),
    encodeURIComponent(password),
    'Planted-W',
  ].map(text => Buffer.from(text)),
]

const found = (where: string, bytes: Uint8Array): readonly string[] =>
  forms.some(form => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(form)) ? [where] : []

let cli: CommandLine
let folder: string
beforeAll(async () => {
  cli = await buildCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'nowhere-'))
}, 120_000)
afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Every content of a saved file, through all of its layers, and the inflated layers themselves. */
async function contentsOf(path: string): Promise<readonly (readonly [string, Uint8Array])[]> {
  const document = await Document.open(bytesOf(await readFile(path)), { name: 'state.tgz' })
  await document.openAll()
  return document
    .layers()
    .flatMap(layer => [
      [layer.label, toUint8Array(layer.content)] as const,
      ...layer.entries().map(entry => [entry.address, toUint8Array(document.content(entry))] as const),
    ])
}

/** What every process of this machine was started with, as far as it may be read. */
function processes(): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid =>
      ['cmdline', 'environ'].flatMap(file => {
        try {
          return found(`/proc/${pid}/${file}`, readFileSync(`/proc/${pid}/${file}`))
        } catch {
          return []
        }
      }),
    )
}

const isLinux = process.platform === 'linux'

describe.each(['esxi-6.7', 'esxi-8.0'] as const)('%s', shape => {
  it('is in no process, no output and no file of the command line', {
    ...needs(isLinux, 'Linux'),
    timeout: 90_000,
  }, async () => {
    const input = join(folder, `${shape}.tgz`)
    await writeFile(input, (await makeBackup(shape)).bytes)
    const places: string[] = []
    for (const [name, ...args] of [
      ['changed.tgz', 'change', 'password', input, 'account=root'],
      ['edited.tgz', 'edit', input, '--password', 'root', '--json'],
      ['bundle', 'bundle', input, '--password', 'root'],
    ] as const) {
      const out = join(folder, `${shape}-${name}`)
      let looks = 0
      const ended = await cli.run([...args, '-o', out], {
        cwd: folder,
        whileRunning(child) {
          const timer = setInterval(() => {
            places.push(...processes())
            looks += 1
          }, 25)
          child.on('close', () => clearInterval(timer))
          child.stdin?.end(`${password}\n`)
        },
      })
      // A bundle of a backup with warnings ends with 1.
      expect([name, ended.code === 0 || (name === 'bundle' && ended.code === 1)]).toEqual([name, true])
      expect(looks).toBeGreaterThan(0)
      places.push(...found(`${name}: output`, ended.stdout), ...found(`${name}: messages`, Buffer.from(ended.stderr)))
      const files = name === 'bundle' ? (await readdir(out)).map(one => join(out, one)) : [out]
      expect(files.length).toBeGreaterThan(0)
      for (const file of files) {
        places.push(...found(file, await readFile(file)))
        if (!file.endsWith('.tgz')) continue
        for (const [where, content] of await contentsOf(file)) places.push(...found(`${file} ${where}`, content))
      }
      const told = await cli.run(['diff', input, files.find(one => one.endsWith('.tgz')) ?? ''], { cwd: folder })
      places.push(...found(`${name}: difference`, told.stdout))
    }
    expect(places).toEqual([])
  })

  it('is not among the edits as data, which a journal keeps and a window shows', async () => {
    const document = await Document.open(bytesOf((await makeBackup(shape)).bytes), { name: 'state.tgz' })
    await changePassword(document, { account: 'root', action: 'set', password }, new Date())
    const { history, blobs } = document.recorded()
    expect(history.done).toHaveLength(1)
    expect(blobs.size).toBeGreaterThan(0)
    const places = [
      ...found('history', Buffer.from(JSON.stringify(history))),
      ...[...blobs].flatMap(([id, content]) => found(`content ${id}`, toUint8Array(content))),
      ...found('changes', Buffer.from(JSON.stringify(listChanges(document)))),
    ]
    expect(places).toEqual([])
  })
})

it('would be found in each of its forms', () => {
  for (const form of forms)
    expect(found('here', Buffer.concat([Buffer.from('x'), form, Buffer.from('y')]))).toEqual(['here'])
  expect(found('here', Buffer.from('Planted'))).toEqual([])
})
