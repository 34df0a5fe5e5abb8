// `npm run dist [-- --all]`: makes every package that this machine can make, one after another, and prints the result of each. One that
// fails does not stop the others. With --all a package of this platform that had to be skipped counts as failed, as a release needs.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, createTargets, Platform } from 'electron-builder'
import { assertNever } from '../../shared/model/assert-never'
import { makeDeb } from './deb'
import { layOutLinuxTree } from './linux-tree'
import { makeArchive, makeNodeArchive } from './archives'
import { type Machine, reasonOfFailure, reasonToSkip, type Target, targets } from './plan'
import { projectFacts } from './project-facts'
import { makeRpm } from './rpm'
import { stagePackages } from './stage'
import { builderOptions, packUnpacked } from './unpacked'

export interface DistOptions {
  readonly root: string
  /** Folder of Electron's program; null where it is not here. */
  readonly electronDist: string | null
  /** Whether a package of this platform that has to be skipped counts as failed. */
  readonly all: boolean
}

/** Runs it and gives the exit code. */
export async function runDist({ root, electronDist, all }: DistOptions): Promise<number> {
  const output = join(root, 'dist')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const project = projectFacts(root)
  const staged = await stagePackages(root)
  const machine: Machine = { platform: process.platform, hasElectron: electronDist !== null, hasCommand }
  const isArm = process.arch === 'arm64'
  let isBad = false

  const unpacked = electronDist === null ? null : await packUnpacked({ root, electronDist, output })
  if (unpacked !== null) say('Made', `${relative(root, unpacked)} (the unpacked program)`)
  for (const target of targets) {
    const reason = reasonToSkip(target, machine)
    if (reason === null) await attempt(target)
    else skip(target, reason)
  }
  rmSync(join(root, 'out/package-tree'), { recursive: true, force: true })
  return isBad ? 1 : 0

  function skip({ name, platforms }: Target, reason: string): void {
    say('Skipped', `${name}: ${reason}.`)
    if (all && platforms.includes(process.platform)) isBad = true
  }

  async function attempt(target: Target): Promise<void> {
    try {
      for (const path of await make(target)) say('Made', `${relative(root, path)} (${megabytes(path)})`)
    } catch (error) {
      const reason = reasonOfFailure(error)
      if (reason !== null) return skip(target, reason)
      isBad = true
      say('Failed', `${target.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  async function make({ name, maker, holdsElectron }: Target): Promise<readonly string[]> {
    if (!holdsElectron) return [makeNodeArchive(project, staged, output)]
    if (electronDist === null || unpacked === null) throw new Error("Electron's binary is not here")
    const tree = join(root, 'out/package-tree')
    switch (maker) {
      case 'tar': {
        const archive = `${project.name}-${project.version}-${process.platform}-${process.arch}`
        return [makeArchive([unpacked], archive, output)]
      }
      case 'electron-builder': {
        const before = new Set(readdirSync(output))
        const options = builderOptions({ root, electronDist, output })
        await build({ ...options, targets: createTargets([Platform.current()], name), prepackaged: unpacked })
        return readdirSync(output)
          .filter(file => !before.has(file) && /\.(AppImage|exe|dmg|zip)$/.test(file))
          .map(file => join(output, file))
      }
      case 'dpkg-deb':
        layOutLinuxTree({ root, unpacked, tree })
        return [makeDeb({ project, tree, output, architecture: isArm ? 'arm64' : 'amd64' })]
      case 'rpmbuild':
        layOutLinuxTree({ root, unpacked, tree })
        return [makeRpm({ project, tree, output, architecture: isArm ? 'aarch64' : 'x86_64' })]
      default:
        return assertNever(maker)
    }
  }
}

function hasCommand(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function megabytes(path: string): string {
  return `${(statSync(path).size / 1_000_000).toFixed(1)} MB`
}

function say(what: 'Made' | 'Skipped' | 'Failed', rest: string): void {
  console.log(`${what.padEnd(7)} ${rest}`)
}
