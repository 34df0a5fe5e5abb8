// restore.sh on FAT16 images that are mounted for writing (fusefat), ended at every call that writes: what is on the image at that moment, as
// after a power cut, has a whole state.tgz, and the next run ends well. Forth with two bundles, and back.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { needs } from '../../../testing/needs'
import { faultyTools } from '../../../testing/restore-script/faulty-tools'
import { restoreScript } from './restore-script'

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const [older, newer, newest] = [1, 2, 3].map(fill => Buffer.alloc(40_000 + fill * 1000, fill)) as [
  Buffer,
  Buffer,
  Buffer,
]
const boot = ['bootstate=0', 'kernel=b.b00', 'modules=a.gz --- b.gz', 'build=7.0.2-0.0.1', 'updated=4', ''].join('\n')

let top = ''
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'restore-fat-'))
  for (const [name, content] of [
    ['first', newer],
    ['second', newest],
  ] as const) {
    mkdirSync(join(top, name))
    writeFileSync(join(top, name, 'restore.sh'), restoreScript(sha256(content), sha256(older)))
    writeFileSync(join(top, name, 'state.tgz'), content)
  }
  for (const name of ['banks/two', 'snapshot']) mkdirSync(join(top, name), { recursive: true })
  writeFileSync(join(top, 'boot.cfg'), boot)
  writeFileSync(join(top, 'state.tgz'), older)
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

const at = (name: string) => join(top, name)

/** Mounts an image for as long as `use` takes, and waits until fusefat has ended: it writes until then. */
async function mounted<T>(image: string, folder: string, use: () => T): Promise<T> {
  const daemon = spawn('fusefat', ['-f', '-o', 'rw+', at(image), at(folder)], { stdio: 'ignore' })
  const ended = once(daemon, 'exit')
  while (statSync(at(folder)).dev === statSync(top).dev) {
    if (daemon.exitCode !== null) throw new Error('fusefat does not mount')
    await setTimeout(20)
  }
  try {
    return use()
  } finally {
    execFileSync('fusermount', ['-u', at(folder)])
    await ended
  }
}

/** Files of a folder by their names. */
const filesIn = (folder: string) =>
  new Map(readdirSync(at(folder)).map(name => [name.toLowerCase(), readFileSync(join(at(folder), name))]))

function run(kit: string, args: readonly string[], env: Record<string, string> = {}) {
  const done = spawnSync('sh', [at(`${kit}/restore.sh`), '--look', at('banks'), '--yes', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: done.status, out: done.stdout + done.stderr }
}

const hasTools = hasProgram('mcopy') && canMount()

/** An image of a bank with the old state, written by mtools. */
function freshBank(image: string): void {
  rmSync(at(image), { force: true })
  execFileSync('mkfs.fat', ['-F', '16', '-s', '1', '-C', at(image), '4096'], { stdio: 'ignore' })
  execFileSync('mcopy', ['-i', at(image), at('boot.cfg'), at('state.tgz'), '::'])
}

describe(
  'on a FAT16 image, ended at every write',
  needs(hasTools, 'fusefat, mtools, mkfs.fat and a FUSE that mounts'),
  () => {
    it.each([
      { what: 'the first bundle', before: [], kit: 'first', args: [], states: [older, newer], end: newer },
      { what: 'a second one', before: [['first', []]], kit: 'second', args: [], states: [newer, newest], end: newest },
      {
        what: 'going back',
        before: [['first', []]],
        kit: 'first',
        args: ['--undo'],
        states: [newer, older],
        end: older,
      },
    ] as const)(
      '$what',
      async ({ before, kit, args, states, end }) => {
        freshBank('start.img')
        await mounted('start.img', 'banks/two', () => {
          for (const [name, given] of before) expect(run(name, given).code).toBe(0)
        })
        const tools = faultyTools(at(`tools-${kit}-${args.length}`), 'half-and-kill')
        const allowed = states.map(sha256)
        let met = 0
        for (let call = 1; call < 60; call++) {
          copyFileSync(at('start.img'), at('bank.img'))
          const isOver = await mounted('bank.img', 'banks/two', () => {
            run(kit, args, tools.env(call))
            if (tools.calls() < call) return true
            // The image as it is now, while it is still mounted: what a power cut would leave.
            copyFileSync(at('bank.img'), at('cut.img'))
            expect([call, run(kit, args).code]).toEqual([call, 0])
            const files = filesIn('banks/two')
            expect([call, files.get('state.tgz')?.equals(end)]).toEqual([call, true])
            expect([call, files.get('state.old')?.equals(older)]).toEqual([call, true])
            const listed = args.length > 0 ? boot : boot.replace('b.gz', 'b.gz --- state.tgz')
            expect([call, files.get('boot.cfg')?.toString()]).toEqual([call, listed])
            return false
          })
          if (isOver) break
          met += 1
          const cut = await mounted('cut.img', 'snapshot', () => filesIn('snapshot'))
          expect([call, allowed]).toEqual([call, expect.arrayContaining([sha256(cut.get('state.tgz') ?? '')])])
          expect([call, cut.get('boot.cfg')?.toString()]).toEqual([call, expect.stringContaining('kernel=b.b00')])
          expect([call, spawnSync('fsck.fat', ['-n', at('bank.img')]).status]).toEqual([call, 0])
        }
        expect(met).toBeGreaterThan(3)
      },
      240_000,
    )
  },
)

describe.each([
  ['FAT16', '16', 4096],
  ['FAT32', '32', 40_960],
] as const)(
  'on a mounted %s image',
  needs(hasTools, 'fusefat, mtools, mkfs.fat and a FUSE that mounts'),
  (_, kind, kilobytes) => {
    const image = 'other.img'
    const inImage = (name: string) => execFileSync('mtype', ['-i', at(image), `::${name}`])
    const names = () =>
      execFileSync('mdir', ['-b', '-i', at(image), '::'], { encoding: 'utf8' })
        .toLowerCase()
        .trim()
        .split('\n')
        .toSorted()
    /** Bytes that are free, by mtools. */
    const free = () =>
      Number(
        /([\d ]+) bytes free/
          .exec(execFileSync('mdir', ['-i', at(image), '::'], { encoding: 'utf8' }))?.[1]
          ?.replaceAll(' ', ''),
      )
    /**
     * Mounts it for as long as `use` takes. fusefat takes the first rows of a FAT16 away, which belong to no cluster and which mtools wants: they
     * are put back.
     */
    async function onBank<T>(use: () => T): Promise<T> {
      const fresh = readFileSync(at(image))
      try {
        return await mounted(image, 'banks/two', use)
      } finally {
        const file = openSync(at(image), 'r+')
        const first = fresh.readUInt16LE(14) * 512
        const length = (fresh.readUInt16LE(22) || fresh.readUInt32LE(36)) * 512
        for (const table of [first, first + length]) writeSync(file, fresh, table, 4, table)
        closeSync(file)
      }
    }
    const expectSound = () => expect(spawnSync('fsck.fat', ['-n', at(image)]).status).toBe(0)

    beforeEach(() => {
      rmSync(at(image), { force: true })
      execFileSync('mkfs.fat', ['-F', kind, '-s', '1', '-C', at(image), `${kilobytes}`], { stdio: 'ignore' })
      execFileSync('mcopy', ['-i', at(image), at('boot.cfg'), at('state.tgz'), '::'])
    })

    it('it writes the new state, and puts the old one back', async () => {
      await onBank(() => expect(run('first', []).code).toBe(0))
      expectSound()
      expect(inImage('state.tgz').equals(newer)).toBe(true)
      expect(inImage('state.old').equals(older)).toBe(true)
      expect(inImage('boot.cfg').toString()).toContain('--- state.tgz')
      await onBank(() => expect(run('first', ['--undo']).code).toBe(0))
      expectSound()
      expect(inImage('state.tgz').equals(older)).toBe(true)
      expect(inImage('boot.cfg').toString()).toBe(boot)
    })

    it.each([
      ['for the old one once more', older.length + newer.length - 4096],
      // On a full FAT32 fusefat itself writes far beyond the end of the image.
      ...(kind === '16' ? [['not even for the old one once more', older.length - 4096] as const] : []),
    ] as const)('it leaves the bank as it was where there is no room for the new state: %s', async (_title, room) => {
      writeFileSync(at('filler'), Buffer.alloc(free() - room))
      execFileSync('mcopy', ['-i', at(image), at('filler'), '::'])
      const before = new Set(names())
      const { code, out } = await onBank(() => run('first', []))
      expect([code, out]).toEqual([2, expect.stringContaining('no room, or read-only')])
      expectSound()
      expect(inImage('state.tgz').equals(older)).toBe(true)
      expect(inImage('boot.cfg').toString()).toBe(boot)
      // What was begun is gone; only the old state may be kept.
      expect(names().filter(name => !before.has(name) && name !== '::/state.old')).toEqual([])
    })
  },
)

/** Whether FUSE may be used here: a container often has the program and not the device. */
function canMount(): boolean {
  if (!hasProgram('fusefat') || !hasProgram('mkfs.fat')) return false
  const folder = mkdtempSync(join(tmpdir(), 'fuse-'))
  try {
    execFileSync('mkfs.fat', ['-F', '16', '-s', '1', '-C', join(folder, 'x.img'), '4096'], { stdio: 'ignore' })
    mkdirSync(join(folder, 'm'))
    if (spawnSync('fusefat', ['-o', 'rw+', join(folder, 'x.img'), join(folder, 'm')]).status !== 0) return false
    return spawnSync('fusermount', ['-u', join(folder, 'm')]).status === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
