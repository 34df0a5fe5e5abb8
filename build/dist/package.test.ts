// The package as electron-builder makes it, around a stub in place of Electron's binary: what is in it, that it works as it lies there,
// that the fuses are set; and the deb and rpm made from it, installed into a root of their own, tried, and removed without a trace.
// What the stub cannot show is whether the real Electron starts.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { extractAll, getRawHeader } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itBehaves } from '../../testing/electron-double/behaviour'
import { buildOnce } from '../../testing/electron-double/build-once'
import { plainState } from '../../testing/archives/small-backups'
import { makeNodeArchive } from './archives'
import { makeDeb } from './deb'
import { layOutLinuxTree, pathsOf } from './linux-tree'
import { closureOf, importsOf } from './module-graph'
import { projectFacts } from './project-facts'
import { makeRpm } from './rpm'
import { stagePackages } from './stage'
import { makeStubElectron } from './stub-electron'
import { packUnpacked } from './unpacked'
import { needs } from '../../testing/needs'

const root = resolve(import.meta.dirname, '../..')
const isLinux = process.platform === 'linux'
const has = (command: string) => isLinux && spawnSync(command, ['--help']).status === 0
const isRoot = process.getuid?.() === 0
const canInstallDeb = has('dpkg') && has('dpkg-deb') && isRoot

/** Bytes of the wire. Source: https://www.electronjs.org/docs/latest/tutorial/fuses#quick-glossary */
const [off, on] = [0x30, 0x31]
const folder = mkdtempSync(join(tmpdir(), 'bootbank-package-'))
const project = projectFacts(root)
const backup = join(folder, 'state.tgz')
let staged = ''
let unpacked = ''
let asar = ''
const app = join(folder, 'app')

describe('the package', needs(isLinux, 'Linux, for whose Electron the stub stands in'), () => {
  beforeAll(async () => {
    buildOnce()
    staged = await stagePackages(root)
    makeStubElectron(join(folder, 'electron'))
    unpacked = await packUnpacked({ root, electronDist: join(folder, 'electron'), output: join(folder, 'dist') })
    asar = join(unpacked, 'resources/app.asar')
    extractAll(asar, app)
    writeFileSync(backup, plainState())
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  describe('as it lies in app.asar', () => {
    itBehaves(() => {
      mkdirSync(join(folder, 'journey'))
      return { main: join(app, 'out/main/main.js'), isPackaged: true, folder: join(folder, 'journey') }
    })

    it('holds nothing but what it uses: no maps, tests, sources, packages, tools or other hosts', () => {
      const files = pathsOf(app).filter(path => lstatSync(join(app, path)).isFile())
      const code = closureOf(['main', 'worker', 'deflate-thread'].map(name => join(app, `out/main/${name}.js`)))
      const others = files.filter(path => !code.includes(join(app, path)) && !path.startsWith('out/renderer/'))
      expect(others).toEqual([
        'build/icons/256x256.png',
        'out/main/sql-wasm.wasm',
        'out/preload/preload.cjs',
        'out/sample/state.tgz',
        'package.json',
      ])
      expect(
        files.filter(path => /node_modules|\.map$|\.tsx?$|\.test\.|tsbuildinfo|web\.js|cli\.js/.test(path)),
      ).toEqual([])
      expect(files.filter(path => path.startsWith('out/renderer/')).length).toBe(
        pathsOf(join(root, 'out/renderer')).length - 1,
      )
      expect(readFileSync(join(app, 'out/renderer/index.html'), 'utf8')).not.toMatch(/https?:/)
    })

    it('imports nothing that is not inside, and no module that reaches a network', () => {
      const code = closureOf(['main', 'worker', 'deflate-thread'].map(name => join(app, `out/main/${name}.js`)))
      const outside = new Set(
        code.flatMap(path => importsOf(readFileSync(path, 'utf8'))).filter(name => !name.startsWith('.')),
      )
      expect([...outside].filter(name => !name.startsWith('node:'))).toEqual(['electron'])
      const network = /^node:(net|tls|http|https|http2|dgram|dns|inspector|child_process|cluster)/
      expect([...outside].filter(name => network.test(name))).toEqual([])
    })

    it('says about itself what a program needs, and nothing about how it was made', () => {
      const packageJson: Record<string, unknown> = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
      expect(packageJson).toMatchObject({
        name: 'bootbank',
        version: project.version,
        type: 'module',
        main: 'out/main/main.js',
        desktopName: 'org.bootbank.Bootbank.desktop',
      })
      for (const field of ['devDependencies', 'dependencies', 'scripts']) expect(packageJson).not.toHaveProperty(field)
    })

    it('carries the hash of every file, for Electron to compare', () => {
      const { header } = getRawHeader(asar)
      const text = JSON.stringify(header)
      const files = pathsOf(app).filter(path => lstatSync(join(app, path)).isFile())
      expect(text.match(/"algorithm":"SHA256"/g)?.length).toBe(files.length)
      expect(text).not.toContain('"unpacked":true')
    })
  })

  it('has the fuses blown that would let others in, as read back from the program', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'bootbank-window'))
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    })
    const untouched = await getCurrentFuseWire(join(folder, 'electron/electron'))
    expect(untouched[FuseV1Options.RunAsNode]).toBe(on)
  })

  describe('its part for Node', () => {
    const command = () => join(unpacked, 'resources/node/bin/bootbank')

    it('runs by itself, far from any node_modules', () => {
      const said = execFileSync(command(), ['info', backup, '--json'], { cwd: folder, encoding: 'utf8' })
      expect(JSON.parse(said)).toMatchObject({ hostname: 'esx01.example' })
      expect(execFileSync(command(), ['--version'], { encoding: 'utf8' })).toContain(project.version)
    })

    it('starts the browser host, which serves its page', async () => {
      const args = ['--no-open', '--port', '0', '--data-dir', join(folder, 'data'), '--help']
      expect(execFileSync(`${command()}-browser`, args, { encoding: 'utf8' })).toContain('Opens FILE')
      expect(existsSync(join(unpacked, 'resources/node/out/renderer/index.html'))).toBe(true)
    })

    it.each([
      ['none', 'no-such-node', 'found none'],
      ['an old one', 'old-node', 'found v18.20.4'],
    ])('says what it needs if there is %s', (_what, name, message) => {
      const old = join(folder, 'old-node')
      writeFileSync(old, '#!/bin/sh\necho v18.20.4\n', { mode: 0o755 })
      const run = spawnSync(command(), ['info', backup], {
        encoding: 'utf8',
        env: { ...process.env, BOOTBANK_NODE: join(folder, name) },
      })
      expect([run.status, run.stdout]).toEqual([2, ''])
      expect(run.stderr).toContain('Node.js 20.19 or later')
      expect(run.stderr).toContain(message)
    })

    it('is an archive of its own as well', () => {
      const archive = makeNodeArchive(project, staged, folder)
      execFileSync('tar', ['-xzf', archive, '-C', folder])
      const here = join(folder, `bootbank-${project.version}-node`)
      expect(readdirSync(here).sort()).toEqual([
        'LICENSE',
        'THIRD-PARTY-LICENCES.txt',
        'bin',
        'bootbank.cdx.json',
        'out',
        'package.json',
      ])
      expect(execFileSync(join(here, 'bin/bootbank'), ['info', backup], { encoding: 'utf8' })).toContain('esx01')
    })
  })

  describe('its papers', () => {
    const legal = (name: string) => readFileSync(join(unpacked, 'resources/legal', name), 'utf8')
    interface Listed {
      readonly group?: string
      readonly name: string
      readonly version: string
      readonly hashes?: readonly { readonly content: string }[]
      readonly licenses: readonly unknown[]
    }
    const components = () =>
      (JSON.parse(legal('bootbank.cdx.json')).components as readonly Listed[]).map(one => ({
        ...one,
        name: one.group === undefined ? one.name : `${one.group}/${one.name}`,
      }))

    it('are a bill of materials by the schema of CycloneDX 1.6, the same each time', async () => {
      const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
      expect(await validator.validate(legal('bootbank.cdx.json'))).toBeNull()
      expect(await validator.validate(legal('bootbank.cdx.json').replace('"library"', '"paper"'))).not.toBeNull()
      expect(legal('bootbank.cdx.json')).not.toMatch(/"timestamp"|"serialNumber"/)
    })

    it('list each package that a source of the program imports, and no tool', () => {
      const sources = ['electron', 'shared', 'renderer'].flatMap(zone =>
        pathsOf(join(root, zone))
          .filter(path => /(?<!\.test|\.d)\.tsx?$/.test(path) && !path.startsWith('gallery'))
          .map(path => readFileSync(join(root, zone, path), 'utf8')),
      )
      const imported = sources.flatMap(source => [
        ...source.matchAll(/^(?!import type ).*?(?:from |import\(|^import )'((?:@[^/']+\/)?[^./'@][^/']*)[^']*'/gm),
      ])
      const used = [...new Set(imported.map(([, name = '']) => name))].filter(name => !name.startsWith('node:'))
      expect(used).toContain('@codemirror/view')
      const names = components().map(one => one.name)
      const { devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
      // What is optional is in no package: the program finds it beside itself, or says that it is not there.
      const optional = Object.keys(optionalDependencies)
      expect(used.filter(name => !names.includes(name))).toEqual(optional)
      const tools = Object.keys(devDependencies).filter(name => !used.includes(name) && names.includes(name))
      expect(tools).toEqual([])
      // Two versions of one package may both be inside, the same one twice never.
      expect(new Set(components().map(({ name, version }) => `${name} ${version}`)).size).toBe(names.length)
    })

    it('give the version, hash and licence of each', () => {
      for (const { name, version, hashes, licenses } of components()) {
        expect(version).toMatch(/^\d+\.\d+\.\d+/)
        expect(licenses.length).toBe(1)
        if (name !== 'electron') expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/)
      }
    })

    it('hold the licence text of each package that is bundled', () => {
      const text = legal('THIRD-PARTY-LICENCES.txt')
      for (const { name, version } of components().filter(one => one.name !== 'electron')) {
        expect(text).toContain(`${name} ${version} (`)
      }
      expect(
        text.match(/Permission is hereby granted|Permission to use, copy|Redistribution and use/g)?.length,
      ).toBeGreaterThan(20)
      expect(legal('LICENSE')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
    })
  })

  describe('the deb', needs(has('dpkg-deb'), 'dpkg-deb'), () => {
    let deb = ''
    const tree = join(folder, 'tree')
    beforeAll(() => {
      layOutLinuxTree({ root, unpacked, tree })
      deb = makeDeb({ project, tree, output: folder, architecture: 'amd64' })
    }, 60_000)

    it('holds what the desktop looks for, owned by root, the sandbox helper with its rights', () => {
      const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' })
      for (const path of [
        './usr/share/applications/org.bootbank.Bootbank.desktop',
        './usr/share/mime/packages/org.bootbank.Bootbank.xml',
        './usr/share/icons/hicolor/256x256/apps/org.bootbank.Bootbank.png',
        './usr/share/icons/hicolor/scalable/apps/org.bootbank.Bootbank.svg',
        './usr/share/doc/bootbank/copyright',
        './usr/bin/bootbank -> ../lib/bootbank/resources/node/bin/bootbank',
        './usr/bin/bootbank-window -> ../lib/bootbank/bootbank-window',
      ]) {
        expect(listed).toContain(`${path}\n`)
      }
      // What opens by default is for the desktop to say: no list of defaults, and no script that would make one.
      expect(listed).not.toMatch(/mimeapps\.list|defaults\.list/)
      const control = execFileSync('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -t', 'sh', deb], {
        encoding: 'utf8',
      })
      expect(control.trim().split('\n').sort()).toEqual(['./', './control', './md5sums'])
      expect(listed).toMatch(/^-rwsr-xr-x root\/root .*chrome-sandbox$/m)
      expect(listed.split('\n').filter(line => line !== '' && !/^\S+ root\/root /.test(line))).toEqual([])
    })

    it(
      'has a desktop entry that freedesktop accepts',
      needs(has('desktop-file-validate'), 'desktop-file-validate'),
      () => {
        const entry = join(tree, 'usr/share/applications/org.bootbank.Bootbank.desktop')
        expect(execFileSync('desktop-file-validate', [entry], { encoding: 'utf8' })).toBe('')
      },
    )

    it(
      'installs, runs bootbank info, and is removed without a trace',
      needs(canInstallDeb, 'dpkg, and root for owners and modes'),
      () => {
        const target = join(folder, 'root')
        for (const path of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers']) {
          mkdirSync(join(target, path), { recursive: true })
        }
        writeFileSync(join(target, 'var/lib/dpkg/status'), '')
        const dpkg = (...args: string[]) =>
          execFileSync('dpkg', [`--root=${target}`, '--force-depends', ...args], { encoding: 'utf8', stdio: 'pipe' })
        // The libraries of a desktop are not in this root.
        dpkg('--install', deb)
        expect(dpkg('--status', 'bootbank')).toContain('Status: install ok installed')
        expect(dpkg('--verify', 'bootbank')).toBe('')
        const said = execFileSync(join(target, 'usr/bin/bootbank'), ['info', backup], { cwd: '/', encoding: 'utf8' })
        expect(said).toContain('esx01')
        expect(existsSync(join(target, 'usr/bin/bootbank-window'))).toBe(true)
        dpkg('--purge', 'bootbank')
        const left = pathsOf(target).filter(path => path !== 'var' && !path.startsWith('var/'))
        expect(left.filter(path => /bootbank/i.test(path))).toEqual([])
        expect(left.filter(path => !lstatSync(join(target, path)).isDirectory())).toEqual([])
      },
    )
  })

  it(
    'becomes an rpm that installs, runs and is removed',
    needs(has('rpmbuild') && has('rpm'), 'rpmbuild and rpm'),
    () => {
      const [tree, target] = [join(folder, 'rpm-tree'), join(folder, 'rpm-root')]
      layOutLinuxTree({ root, unpacked, tree })
      const rpm = makeRpm({ project, tree, output: folder, architecture: 'x86_64' })
      expect(execFileSync('rpm', ['-qp', '--scripts', rpm], { encoding: 'utf8' })).toBe('')
      mkdirSync(target)
      const run = (...args: string[]) => execFileSync('rpm', ['--root', target, '--nodeps', ...args], { stdio: 'pipe' })
      run('--ignorearch', '-i', rpm)
      expect(execFileSync(join(target, 'usr/bin/bootbank'), ['info', backup], { encoding: 'utf8' })).toContain('esx01')
      run('-e', 'bootbank')
      expect(pathsOf(target).filter(path => /bootbank/i.test(path) && !dirname(path).startsWith('var'))).toEqual([])
    },
  )
})
