import { describe, expect, it } from 'vitest'
import { type Machine, reasonOfFailure, reasonToSkip, targets } from './plan'

const full: Machine = { platform: 'linux', hasElectron: true, hasCommand: () => true }

function madeOn(machine: Machine): readonly string[] {
  return targets.filter(target => reasonToSkip(target, machine) === null).map(target => target.name)
}

describe('npm run dist', () => {
  it('makes on each platform what belongs to that platform', () => {
    expect(madeOn(full)).toEqual(['node archive', 'AppImage', 'tar.gz', 'deb', 'rpm'])
    expect(madeOn({ ...full, platform: 'win32' })).toEqual(['node archive', 'nsis', 'portable'])
    expect(madeOn({ ...full, platform: 'darwin' })).toEqual(['node archive', 'dmg', 'zip'])
  })

  it('makes without Electron what does not contain it, and says why not the rest', () => {
    const machine = { ...full, hasElectron: false }
    expect(madeOn(machine)).toEqual(['node archive'])
    for (const target of targets.slice(1))
      expect(reasonToSkip(target, machine)).toMatch(/it is made on|Electron's binary/)
  })

  it('names the tool that is missing', () => {
    const machine: Machine = { ...full, hasCommand: command => command === 'tar' }
    const reasons = targets.map(target => reasonToSkip(target, machine)).filter(reason => reason?.includes('installed'))
    expect(reasons).toEqual(['dpkg-deb is not installed', 'rpmbuild is not installed'])
  })

  it('tells a missing network from a fault', () => {
    expect(reasonOfFailure(new Error('getaddrinfo ENOTFOUND example.org'))).toContain('could not fetch')
    expect(reasonOfFailure(new Error('the asar is corrupted'))).toBeNull()
  })
})
