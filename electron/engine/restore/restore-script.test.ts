// restore.sh under the shells that it can meet, on banks that are folders and on FAT16, with faults at every write: a bank always has a whole state.tgz.
import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { needs } from '../../../testing/needs'
import { faultyTools } from '../../../testing/restore-script/faulty-tools'
import { restoreScript } from './restore-script'

const top = mkdtempSync(join(tmpdir(), 'restore-script-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const older = Buffer.alloc(50_000, 1)
const newer = Buffer.alloc(70_000, 2)
const bootCfg = (fields: { updated: number; bootstate?: number; modules?: string }) =>
  [
    `bootstate=${fields.bootstate ?? 0}`,
    'title=Loading VMware ESXi',
    'kernel=b.b00',
    `modules=${fields.modules ?? 'jumpstrt.gz --- useropts.gz --- state.tgz'}`,
    'build=7.0.2-0.0.17867351',
    `updated=${fields.updated}`,
    '',
  ].join('\n')

let folder: string
let number = 0
beforeEach(() => {
  number += 1
  folder = join(top, String(number))
  mkdirSync(join(folder, 'kit'), { recursive: true })
  writeFileSync(join(folder, 'kit/restore.sh'), restoreScript(sha256(newer), sha256(older)))
  writeFileSync(join(folder, 'kit/state.tgz'), newer)
})

function bank(name: string, boot: string, state: Uint8Array | null = older): string {
  const path = join(folder, 'banks', name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'boot.cfg'), boot)
  if (state) writeFileSync(join(path, 'state.tgz'), state)
  return path
}

/** Two banks, of which the second one boots. */
function twoBanks() {
  return { first: bank('one', bootCfg({ updated: 3 })), second: bank('two', bootCfg({ updated: 4 })) }
}

interface Run {
  readonly shell?: readonly string[]
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

function run(args: readonly string[], { shell = ['sh'], input = '', env = {} }: Run = {}) {
  const [program = 'sh', ...before] = shell
  const done = spawnSync(
    program,
    [...before, join(folder, 'kit/restore.sh'), '--look', join(folder, 'banks'), ...args],
    {
      input,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    },
  )
  return { code: done.status, out: done.stdout + done.stderr }
}

/** The copy that the folder of the bundle has of a state that was replaced. */
const copyInKit = (bytes: Uint8Array) => join(folder, `kit/state-${sha256(bytes).slice(0, 16)}.old`)
const inKit = (bytes: Uint8Array) => readFileSync(copyInKit(bytes))
const state = (path: string) => readFileSync(join(path, 'state.tgz'))

const shells: Readonly<Record<string, { readonly has: boolean; readonly run: Run }>> = {
  dash: { has: hasProgram('dash'), run: { shell: ['dash'] } },
  bash: { has: hasProgram('bash'), run: { shell: ['bash', '--posix'] } },
  // As on ESXi: shell and tools are busybox alone.
  busybox: { has: hasProgram('busybox'), run: { shell: ['busybox', 'sh'] } },
}

function busyboxTools(): string {
  const tools = join(folder, 'busybox')
  mkdirSync(tools)
  execFileSync('busybox', ['--install', '-s', tools])
  return tools
}

describe.each(Object.entries(shells))('restore.sh under %s', (name, { has, run: how }) => {
  const here = (): Run => {
    if (name !== 'busybox') return how
    const tools = busyboxTools()
    return { shell: [join(tools, 'sh')], env: { PATH: tools } }
  }

  it('writes the bank that boots, keeps the old state, and puts it back', needs(has, name), () => {
    const { first, second } = twoBanks()
    const on = here()
    const done = run(['--yes'], on)
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('Done: read back and the same')])
    expect(state(second).equals(newer)).toBe(true)
    expect(state(first).equals(older)).toBe(true)
    expect(readFileSync(join(second, 'state.old')).equals(older)).toBe(true)
    expect(inKit(older).equals(older)).toBe(true)
    expect(readFileSync(join(folder, 'kit/restore.log'), 'utf8')).toContain(sha256(older))
    expect(readdirSync(second).toSorted()).toEqual(['boot.cfg', 'state.old', 'state.tgz'])
    // Once more: nothing is kept twice.
    expect(run(['--yes'], on).code).toBe(0)
    expect(readFileSync(join(second, 'state.old')).equals(older)).toBe(true)
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect(state(second).equals(older)).toBe(true)
  })

  it('never writes over what was kept first, whichever banks and bundles come after', needs(has, name), () => {
    const other = Buffer.alloc(60_000, 4)
    const newest = Buffer.alloc(80_000, 5)
    const first = bank('one', bootCfg({ updated: 3 }), other)
    const second = bank('two', bootCfg({ updated: 4 }))
    const on = here()
    expect(run(['--bank', '2', '--yes'], on).code).toBe(0)
    // The same bundle on the other bank, which had another state.
    expect(run(['--bank', '1', '--yes'], on).code).toBe(0)
    expect([inKit(older).equals(older), inKit(other).equals(other)]).toEqual([true, true])
    // Another bundle on the first of the two.
    writeFileSync(join(folder, 'kit/restore.sh'), restoreScript(sha256(newest), sha256(newer)))
    writeFileSync(join(folder, 'kit/state.tgz'), newest)
    expect(run(['--bank', '2', '--yes'], on).code).toBe(0)
    const kept = (path: string, file: string) => readFileSync(join(path, file))
    expect(kept(second, 'state.old').equals(older)).toBe(true)
    expect(kept(second, 'state.o2').equals(newer)).toBe(true)
    expect(kept(first, 'state.old').equals(other)).toBe(true)
    // The banks are shown with what is kept on them.
    expect(run(['--dry-run'], on).out).toContain(`state.o2 70000 bytes, SHA-256 ${sha256(newer)}`)
    // Back by one step, then to the very first.
    expect(run(['--undo', '--bank', '2', '--yes'], on).out).toContain('state.o2 is back')
    expect(state(second).equals(newer)).toBe(true)
    expect(run(['--undo', '--bank', '2', '--yes'], on).out).toContain('state.old is back')
    expect(state(second).equals(older)).toBe(true)
    expect(run(['--undo', '--bank', '2', '--kept', 'state.o2', '--yes'], on).code).toBe(0)
    expect(state(second).equals(newer)).toBe(true)
    expect(run(['--undo', '--bank', '2', '--kept', 'state.o7', '--yes'], on)).toMatchObject({
      code: 2,
      out: expect.stringContaining('no kept state'),
    })
  })

  it('keeps each boot.cfg that it changes, and puts back the one that fits', needs(has, name), () => {
    const first = bootCfg({ updated: 4, modules: 'a.gz --- b.gz' })
    const upgraded = bootCfg({ updated: 5, modules: 'c.gz --- d.gz' })
    const path = bank('two', first)
    const on = here()
    const cfg = (file = 'boot.cfg') => readFileSync(join(path, file), 'utf8')
    expect(run(['--yes'], on).code).toBe(0)
    // An upgrade has rewritten it, and the same bundle comes again.
    writeFileSync(join(path, 'boot.cfg'), upgraded)
    expect(run(['--yes'], on).code).toBe(0)
    expect([cfg('boot.old'), cfg('boot.o2')]).toEqual([first, upgraded])
    expect(cfg()).toContain('modules=c.gz --- d.gz --- state.tgz\n')
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect([cfg(), cfg('boot.old')]).toEqual([upgraded, first])
    expect(readdirSync(path)).not.toContain('boot.o2')
  })

  it('asks before it goes back, and writes nothing without a yes or in a dry run', needs(has, name), () => {
    const path = bank('two', bootCfg({ updated: 4 }))
    const on = here()
    expect(run(['--yes'], on).code).toBe(0)
    for (const [args, input, code] of [
      [['--undo'], '1\nno\n', 2],
      [['--undo'], '1\n', 2],
      [['--undo', '--dry-run'], '', 0],
    ] as const) {
      const { code: exit, out } = run(args, { ...on, input })
      expect([args, input, exit, out]).toEqual([args, input, code, expect.stringContaining('Puts back state.old')])
      expect(state(path).equals(newer)).toBe(true)
    }
    expect(run(['--undo'], { ...on, input: '1\nyes\n' }).code).toBe(0)
    expect(state(path).equals(older)).toBe(true)
    // Once more: it is there already.
    expect(run(['--undo', '--yes'], on)).toMatchObject({ code: 0, out: expect.stringContaining('state.old is back') })
  })

  it('adds the module where its own folder cannot hold a file', needs(has, name), () => {
    const path = bank('two', bootCfg({ updated: 4, modules: 'a.gz' }))
    mkdirSync(join(folder, 'kit/boot.made'))
    expect(run(['--yes'], here()).code).toBe(0)
    expect(readFileSync(join(path, 'boot.cfg'), 'utf8')).toContain('modules=a.gz --- state.tgz\n')
    expect(existsSync('/tmp/boot.made')).toBe(false)
  })

  it('writes nothing where modules are not understood', needs(has, name), () => {
    const path = bank('two', bootCfg({ updated: 4, modules: '' }))
    const { code, out } = run(['--yes'], here())
    expect([code, out]).toEqual([2, expect.stringContaining('not understood')])
    expect(readdirSync(path).toSorted()).toEqual(['boot.cfg', 'state.tgz'])
    expect(state(path).equals(older)).toBe(true)
  })

  it('keeps what the host has saved since before it goes back', needs(has, name), () => {
    const since = Buffer.alloc(90_000, 6)
    const { second } = twoBanks()
    const on = here()
    expect(run(['--yes'], on).code).toBe(0)
    writeFileSync(join(second, 'state.tgz'), since)
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect(state(second).equals(older)).toBe(true)
    expect(readFileSync(join(second, 'state.o2')).equals(since)).toBe(true)
  })

  it('writes nothing where nine states are kept already', needs(has, name), () => {
    const { second } = twoBanks()
    for (const at of ['old', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7', 'o8', 'o9'])
      writeFileSync(join(second, `state.${at}`), at)
    expect(run(['--yes'], here())).toMatchObject({ code: 2, out: expect.stringContaining('has kept nine of these') })
    expect(state(second).equals(older)).toBe(true)
    expect(readFileSync(join(second, 'state.old'), 'utf8')).toBe('old')
  })

  it('leaves a boot.cfg that an upgrade has written since', needs(has, name), () => {
    const path = bank('two', bootCfg({ updated: 4, modules: 'a.gz' }))
    const on = here()
    expect(run(['--yes'], on).code).toBe(0)
    const upgraded = bootCfg({ updated: 9, modules: 'b.gz --- state.tgz' })
    writeFileSync(join(path, 'boot.cfg'), upgraded)
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect(state(path).equals(older)).toBe(true)
    expect(readFileSync(join(path, 'boot.cfg'), 'utf8')).toBe(upgraded)
  })

  it('tells which bank has the state that the bundle was made of, and where none has it', needs(has, name), () => {
    bank('one', bootCfg({ updated: 3 }), Buffer.from('saved since'))
    const second = bank('two', bootCfg({ updated: 4 }))
    const on = here()
    const told = run(['--dry-run'], on).out
    expect(told).toMatch(/^2: .*\n.*\n.*SHA-256 [0-9a-f]{64}\n {3}It is the state that this bundle was made of\.$/m)
    expect(told.match(/made of/g)).toHaveLength(1)
    expect(run(['--yes'], on).code).toBe(0)
    expect(run(['--dry-run'], on).out).toContain('It is the state of this bundle already.')
    writeFileSync(join(second, 'state.tgz'), 'the state of another host')
    const other = run(['--dry-run'], on)
    expect(other.code).toBe(0)
    expect(other.out).toContain(
      `No bank has the state that this bundle was made of (${sha256(older)}): the host has saved since, or this is another host.`,
    )
  })

  it('adds state.tgz to modules where it is missing, and takes that back as well', needs(has, name), () => {
    const before = bootCfg({ updated: 4, modules: 'jumpstrt.gz --- mystate.tgz --- useropts.gz ' }).replaceAll(
      '\n',
      '\r\n',
    )
    const path = bank('two', before, null)
    const on = here()
    expect(run(['--yes'], on).code).toBe(0)
    expect(readFileSync(join(path, 'boot.cfg'), 'utf8')).toMatch(
      /^modules=jumpstrt\.gz --- mystate\.tgz --- useropts\.gz --- state\.tgz$/m,
    )
    expect(readFileSync(join(path, 'boot.old'), 'utf8')).toBe(before)
    writeFileSync(join(path, 'state.old'), older)
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect(readFileSync(join(path, 'boot.cfg'), 'utf8')).toBe(before)
  })

  it('finds a bank whose names FAT shows in capitals, and keeps them so', needs(has, name), () => {
    const boot = bootCfg({ updated: 4, modules: 'A.GZ --- B.GZ' })
    const path = bank('two', boot)
    renameSync(join(path, 'boot.cfg'), join(path, 'BOOT.CFG'))
    renameSync(join(path, 'state.tgz'), join(path, 'STATE.TGZ'))
    const read = (file: string) => readFileSync(join(path, file))
    const on = here()
    const dry = run(['--dry-run'], on)
    expect([dry.code, dry.out]).toEqual([0, expect.stringContaining(`state.tgz 50000 bytes, SHA-256 ${sha256(older)}`)])
    expect(run(['--yes'], on).code).toBe(0)
    expect(readdirSync(path).toSorted()).toEqual(['BOOT.CFG', 'STATE.TGZ', 'boot.old', 'state.old'])
    expect(read('STATE.TGZ').equals(newer)).toBe(true)
    expect(read('BOOT.CFG').toString()).toContain('modules=A.GZ --- B.GZ --- state.tgz\n')
    // As the next mount may show what the script has made itself.
    renameSync(join(path, 'state.old'), join(path, 'STATE.OLD'))
    renameSync(join(path, 'boot.old'), join(path, 'BOOT.OLD'))
    writeFileSync(join(path, 'STATE.NEW'), 'half of a state')
    expect(run(['--undo', '--yes'], on).code).toBe(0)
    expect(readdirSync(path).toSorted()).toEqual(['BOOT.CFG', 'STATE.OLD', 'STATE.TGZ'])
    expect(read('STATE.TGZ').equals(older)).toBe(true)
    expect(read('BOOT.CFG').toString()).toBe(boot)
  })

  it('does not list a module twice that is written in capitals', needs(has, name), () => {
    const boot = bootCfg({ updated: 4, modules: 'B.GZ --- STATE.TGZ' })
    const path = bank('two', boot)
    expect(run(['--yes'], here()).code).toBe(0)
    expect(readFileSync(join(path, 'boot.cfg'), 'utf8')).toBe(boot)
    expect(readdirSync(path).toSorted()).toEqual(['boot.cfg', 'state.old', 'state.tgz'])
  })

  it('asks, and writes nothing without a yes; a dry run writes nothing', needs(has, name), () => {
    const { first, second } = twoBanks()
    const on = here()
    for (const [args, input, code] of [
      [[], '', 2],
      [[], '\n', 2],
      [[], '2\nno\n', 2],
      [[], '7\nyes\n', 2],
      [['--bank', '1'], '', 2],
      [['--dry-run'], '', 0],
    ] as const) {
      expect([args, input, run(args, { ...on, input }).code]).toEqual([args, input, code])
      for (const path of [first, second]) expect(readdirSync(path).toSorted()).toEqual(['boot.cfg', 'state.tgz'])
      for (const path of [first, second]) expect(state(path).equals(older)).toBe(true)
    }
    expect(run([], { ...on, input: '1\nyes\n' }).code).toBe(0)
    expect(state(first).equals(newer)).toBe(true)
    expect(state(second).equals(older)).toBe(true)
  })
})

describe('what is refused', () => {
  it('a folder that is not a bank, a bank that is not there, an argument that is unknown', () => {
    mkdirSync(join(folder, 'banks/other'), { recursive: true })
    writeFileSync(join(folder, 'banks/other/boot.cfg'), 'title=Something else\n')
    expect(run(['--yes'])).toMatchObject({ code: 2, out: expect.stringContaining('No boot bank was found') })
    twoBanks()
    expect(run(['--bank', '9', '--yes']).out).toContain('9 is not one of these banks')
    expect(run(['--bank', folder, '--yes']).out).toContain('is not one of these banks')
    expect(run(['--bank']).code).toBe(2)
    expect(run(['--force']).out).toContain('is not known')
    expect(run(['--undo', '--yes']).out).toContain('has no kept state')
  })

  it('a machine without a mounted bank, of which the FAT partitions are told', () => {
    mkdirSync(join(folder, 'banks'))
    mkdirSync(join(folder, 'tools'))
    const told = ['/dev/sda5: LABEL="BOOTBANK1" TYPE="vfat"', '/dev/sda1: TYPE="ext4"']
    writeFileSync(join(folder, 'tools/blkid'), `#!/bin/sh\nprintf '%s\\n' '${told.join("' '")}'\n`, { mode: 0o755 })
    const { code, out } = run(['--yes'], { env: { PATH: `${join(folder, 'tools')}:${process.env.PATH ?? ''}` } })
    expect(code).toBe(2)
    expect(out).toContain(`A FAT partition: ${told[0]}\n`)
    expect(out).not.toContain('ext4')
    expect(readFileSync(join(folder, 'kit/restore.log'), 'utf8')).toContain('No boot bank was found')
  })

  it('a state that is not the one of the bundle, or empty, or gone', () => {
    const { second } = twoBanks()
    for (const content of [Buffer.alloc(70_000, 3), newer.subarray(0, 100), Buffer.alloc(0)]) {
      writeFileSync(join(folder, 'kit/state.tgz'), content)
      expect(run(['--yes']).code).toBe(2)
    }
    rmSync(join(folder, 'kit/state.tgz'))
    expect(run(['--yes']).code).toBe(2)
    expect(state(second).equals(older)).toBe(true)
  })

  it('a retired bank is not the one that boots, and one bank under two names is one', () => {
    const first = bank('one', bootCfg({ updated: 3 }))
    bank('two', bootCfg({ updated: 9, bootstate: 3 }))
    symlinkSync(first, join(folder, 'banks/altbootbank'))
    const { code, out } = run(['--yes'])
    expect(code).toBe(0)
    expect(out.match(/^\d+: /gm)).toHaveLength(2)
    expect(state(first).equals(newer)).toBe(true)
  })

  it('names with blanks and marks are paths like others', () => {
    const path = bank('bank \'of" $(host)', bootCfg({ updated: 1 }))
    expect(run(['--yes']).code).toBe(0)
    expect(state(path).equals(newer)).toBe(true)
  })
})

describe('faults at every write', () => {
  it.each(['kill-before', 'kill-after', 'half-and-kill', 'full'] as const)(
    '%s: the bank has the old state or the new one, whole, and the next run ends well',
    fault => {
      const tools = faultyTools(join(folder, 'tools'), fault)
      let met = 0
      for (let at = 1; at < 40; at++) {
        rmSync(join(folder, 'banks'), { recursive: true, force: true })
        const bankPath = bank('two', bootCfg({ updated: 4, modules: 'a.gz' }))
        const { code } = run(['--yes'], { env: tools.env(at) })
        if (tools.calls() < at) break
        met += 1
        const now = sha256(state(bankPath))
        expect([at, [sha256(older), sha256(newer)]]).toEqual([at, expect.arrayContaining([now])])
        expect(readFileSync(join(bankPath, 'boot.cfg'), 'utf8')).toContain('kernel=b.b00')
        if (code === 0) expect(now).toBe(sha256(newer))
        expect([at, run(['--yes']).code]).toEqual([at, 0])
        expect(state(bankPath).equals(newer)).toBe(true)
        // What was there first is still somewhere.
        const kept = [join(bankPath, 'state.old'), copyInKit(older)].filter(existsSync)
        expect(kept.some(one => readFileSync(one).equals(older))).toBe(true)
        rmSync(copyInKit(older), { force: true })
      }
      expect(met).toBeGreaterThan(8)
    },
    120_000,
  )

  it('a bank that is full or read-only is left as it was', needs(canMount(), 'a mount namespace of its own'), () => {
    mkdirSync(join(folder, 'banks/full'), { recursive: true })
    writeFileSync(join(folder, 'boot.cfg'), bootCfg({ updated: 1 }))
    writeFileSync(join(folder, 'older.tgz'), older)
    // All in one shell, since what is mounted there is there alone.
    const steps = [
      'mount -t tmpfs -o size=$1 none banks/full || exit 9',
      'cp boot.cfg banks/full/boot.cfg && cp older.tgz banks/full/state.tgz',
      'test -z "$2" || mount -o remount,ro banks/full || exit 9',
      'sh kit/restore.sh --look banks --yes; echo "code $?"',
      'cmp banks/full/state.tgz "$3" && cmp banks/full/boot.cfg boot.cfg && echo as it should be',
    ]
    const inNamespace = (size: string, readOnly: string, expected: string) =>
      spawnSync('unshare', ['-rm', 'sh', '-c', steps.join('\n'), 'sh', size, readOnly, expected], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout
    expect(inNamespace('400k', '', 'kit/state.tgz')).toMatch(/Done: read back[\s\S]*code 0\nas it should be/)
    // Room for the old state again, and not for the new one; then not even for that.
    for (const [size, readOnly] of [
      ['136k', ''],
      ['72k', ''],
      ['400k', 'ro'],
    ] as const)
      expect([size, readOnly, inNamespace(size, readOnly, 'older.tgz')]).toEqual([
        size,
        readOnly,
        expect.stringMatching(/no room, or read-only[\s\S]*code 2\nas it should be/),
      ])
  })
})

it.each(['small letters', 'capitals'])(
  'a bank on a FAT16 image, taken off it by mtools with names in %s, is sound and whole when what the script left is put back',
  needs(hasProgram('mcopy') && hasProgram('fsck.fat'), 'mtools and fsck.fat'),
  which => {
    const image = join(folder, 'bank.img')
    const made = (file: string) => join(folder, file)
    writeFileSync(made('boot.cfg'), bootCfg({ updated: 4, modules: 'b.b00' }))
    writeFileSync(made('state.tgz'), older)
    execFileSync('mkfs.fat', ['-F', '16', '-C', image, '16384'])
    // mtools stores a name in small letters as one in capitals with a mark; with the mark off, whoever mounts it sees capitals.
    const capitals = which === 'capitals'
    for (const file of ['boot.cfg', 'state.tgz'])
      execFileSync('mcopy', ['-i', image, made(file), `::${capitals ? file.toUpperCase() : file}`])
    const path = join(folder, 'banks/two')
    mkdirSync(path, { recursive: true })
    execFileSync('mcopy', ['-i', image, '::*', path])
    const name = (file: string) => (capitals ? file.toUpperCase() : file)
    expect(readdirSync(path).toSorted()).toEqual([name('boot.cfg'), name('state.tgz')])
    expect(run(['--yes']).code).toBe(0)
    for (const file of readdirSync(path)) execFileSync('mcopy', ['-i', image, '-o', join(path, file), `::${file}`])
    const onImage = (file: string) => execFileSync('mcopy', ['-i', image, `::${file}`, '-'])
    expect(onImage('state.tgz').equals(newer)).toBe(true)
    expect(onImage('state.old').equals(older)).toBe(true)
    expect(onImage('boot.cfg').toString()).toContain('modules=b.b00 --- state.tgz\n')
    const files = execFileSync('mdir', ['-i', image, '-b', '::'], { encoding: 'utf8' }).toLowerCase()
    expect(files.trim().split('\n').toSorted()).toEqual(
      ['boot.cfg', 'boot.old', 'state.old', 'state.tgz'].map(one => `::/${one}`),
    )
    expect(spawnSync('fsck.fat', ['-n', image]).status).toBe(0)
  },
)

it('shellcheck has nothing against it', needs(hasProgram('shellcheck'), 'shellcheck'), () => {
  const { stdout } = spawnSync('shellcheck', ['-s', 'sh', join(folder, 'kit/restore.sh')], { encoding: 'utf8' })
  expect(stdout).toBe('')
})

it('its help is its head', () => {
  const { out } = run(['--help'])
  expect(out).toContain('sh restore.sh --undo')
})

/** Whether a mount namespace can be had here. */
function canMount(): boolean {
  return spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0
}
