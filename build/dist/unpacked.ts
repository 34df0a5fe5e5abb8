// The unpacked program by electron-builder: Electron's folder with app.asar and our resources in it and its fuses set. Every other
// package is made from it.
import { join } from 'node:path'
import { Arch, build, type Configuration, createTargets, Platform } from 'electron-builder'

export interface UnpackedOptions {
  readonly root: string
  /** Folder that holds Electron's program. */
  readonly electronDist: string
  /** Where to write. */
  readonly output: string
}

/** The configuration of every package, for electron-builder. */
export function builderOptions({ root, electronDist, output }: UnpackedOptions) {
  const config: Configuration = {
    extends: join(root, 'build/electron-builder.yml'),
    electronDist,
    directories: { output },
  }
  return { projectDir: root, publish: 'never' as const, config }
}

/** Makes the unpacked program for this machine and gives its folder. Needs what `stagePackages` lays out. */
export async function packUnpacked(options: UnpackedOptions): Promise<string> {
  const platform = Platform.current()
  await build({ ...builderOptions(options), targets: createTargets([platform], 'dir') })
  return unpackedFolder(options.output)
}

/** The folder that electron-builder writes the unpacked program to on this machine. */
export function unpackedFolder(output: string): string {
  const arm = process.arch === 'arm64'
  if (process.platform === 'darwin') return join(output, arm ? 'mac-arm64' : 'mac')
  const suffix = arm ? `-${Arch[Arch.arm64]}` : ''
  return join(output, `${process.platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`)
}
