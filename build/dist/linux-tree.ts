// The file tree of the deb and the rpm: the unpacked program below /usr/lib, commands, desktop entry, MIME types, icons and papers where
// a Linux desktop looks for them. No maintainer script is needed: the desktop's own packages watch these folders.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pngSizes } from '../icons/sizes'

const id = 'org.bootbank.Bootbank'
/** The MIME type of a sealed archive, which is ours to name: nobody else knows it. */
const envelopeType = 'application/x-esxi-envelope'

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Bootbank
GenericName=ESXi Host State Editor
Comment=Open, inspect, edit and rebuild the saved state of a VMware ESXi host
Exec=bootbank-window %F
Icon=${id}
StartupWMClass=${id}
Terminal=false
Categories=System;Filesystem;
MimeType=${envelopeType};application/x-compressed-tar;application/gzip;application/x-tar;
Keywords=ESXi;VMware;state.tgz;backup;
`

const mimeTypes = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${envelopeType}">
    <comment>sealed archive of an ESXi host</comment>
    <icon name="${id}"/>
    <magic priority="60">
      <match type="string" offset="0" value="DataTransformEnvelope"/>
    </magic>
    <glob pattern="*.tgz.ve"/>
    <glob pattern="*.ve" weight="40"/>
  </mime-type>
</mime-info>
`

export interface LinuxTreeOptions {
  readonly root: string
  /** The unpacked program. */
  readonly unpacked: string
  /** Folder to write the tree to; emptied first. */
  readonly tree: string
}

/** Lays the tree out. */
export function layOutLinuxTree({ root, unpacked, tree }: LinuxTreeOptions): void {
  rmSync(tree, { recursive: true, force: true })
  const program = join(tree, 'usr/lib/bootbank')
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), content)
  }
  cpSync(unpacked, program, { recursive: true })
  for (const [command, target] of [
    ['bootbank', 'resources/node/bin/bootbank'],
    ['bootbank-browser', 'resources/node/bin/bootbank-browser'],
    ['bootbank-window', 'bootbank-window'],
  ] as const) {
    mkdirSync(join(tree, 'usr/bin'), { recursive: true })
    symlinkSync(`../lib/bootbank/${target}`, join(tree, 'usr/bin', command))
  }
  put(`usr/share/applications/${id}.desktop`, desktopEntry)
  put(`usr/share/mime/packages/${id}.xml`, mimeTypes)
  const icons = 'usr/share/icons/hicolor'
  for (const size of pngSizes) {
    put(`${icons}/${size}x${size}/apps/${id}.png`, readFileSync(join(root, `build/icons/${size}x${size}.png`)))
  }
  put(`${icons}/scalable/apps/${id}.svg`, readFileSync(join(root, 'build/icons/icon.svg')))
  const papers = 'usr/share/doc/bootbank'
  put(`${papers}/copyright`, readFileSync(join(root, 'LICENSE')))
  put(`${papers}/NEWS.gz`, gzipSync(readFileSync(join(root, 'CHANGELOG.md')), { level: 9 }))
  setModes(tree)
  const sandbox = join(program, 'chrome-sandbox')
  // Chromium's helper for kernels that let no ordinary user make a namespace; without these rights the program would refuse to start.
  if (existsSync(sandbox)) chmodSync(sandbox, 0o4755)
}

/** Modes as packages have them, independent of the umask: programs stay programs. */
function setModes(folder: string): void {
  chmodSync(folder, 0o755)
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const facts = lstatSync(path)
    if (facts.isDirectory()) setModes(path)
    else if (facts.isFile()) chmodSync(path, (facts.mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

/** Every file, link and folder of a tree by its path below it, sorted. */
export function pathsOf(tree: string): readonly string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .filter(path => basename(path) !== '.')
    .sort()
}
