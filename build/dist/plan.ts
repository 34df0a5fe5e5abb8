// Which packages there are, where each can be made, and what it needs. Pure, so that what `npm run dist` will say can be tested.

export type Maker = 'tar' | 'electron-builder' | 'dpkg-deb' | 'rpmbuild'

export interface Target {
  readonly name: string
  readonly maker: Maker
  /** Platforms that make it. */
  readonly platforms: readonly NodeJS.Platform[]
  /** Whether Electron's program is inside. */
  readonly holdsElectron: boolean
}

const everywhere: readonly NodeJS.Platform[] = ['linux', 'win32', 'darwin']

export const targets: readonly Target[] = [
  { name: 'node archive', maker: 'tar', platforms: everywhere, holdsElectron: false },
  { name: 'AppImage', maker: 'electron-builder', platforms: ['linux'], holdsElectron: true },
  { name: 'tar.gz', maker: 'tar', platforms: ['linux'], holdsElectron: true },
  { name: 'deb', maker: 'dpkg-deb', platforms: ['linux'], holdsElectron: true },
  { name: 'rpm', maker: 'rpmbuild', platforms: ['linux'], holdsElectron: true },
  { name: 'nsis', maker: 'electron-builder', platforms: ['win32'], holdsElectron: true },
  { name: 'portable', maker: 'electron-builder', platforms: ['win32'], holdsElectron: true },
  { name: 'dmg', maker: 'electron-builder', platforms: ['darwin'], holdsElectron: true },
  { name: 'zip', maker: 'electron-builder', platforms: ['darwin'], holdsElectron: true },
]

const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'Linux',
  win32: 'Windows',
  darwin: 'macOS',
}

export interface Machine {
  readonly platform: NodeJS.Platform
  /** Whether Electron's program is here. */
  readonly hasElectron: boolean
  /** Whether a command is on the PATH. */
  readonly hasCommand: (command: string) => boolean
}

/** Why a machine cannot make a target, as a sentence; null where it can. */
export function reasonToSkip({ maker, platforms, holdsElectron }: Target, machine: Machine): string | null {
  if (!platforms.includes(machine.platform)) {
    return `it is made on ${platforms.map(platform => systems[platform] ?? platform).join(' or ')}`
  }
  if (holdsElectron && !machine.hasElectron) {
    return "Electron's binary is not here; start the window once where it can be fetched, or point ELECTRON_OVERRIDE_DIST_PATH at it"
  }
  return maker === 'electron-builder' || machine.hasCommand(maker) ? null : `${maker} is not installed`
}

/** Why a target could not be made although nothing is wrong; null where something is wrong. */
export function reasonOfFailure(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error)
  const isNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(message)
  return isNetwork ? `electron-builder could not fetch a tool of its own (${message})` : null
}
