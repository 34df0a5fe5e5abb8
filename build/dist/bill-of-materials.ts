// The software bill of materials, CycloneDX 1.6: what is inside the packages, each with its licence and the hash of the archive it was
// installed from, as package-lock.json has it. No time and no random number in it: the same sources give the same bill.
// Source of the format: https://cyclonedx.org/docs/1.6/json/
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { BundledPackage } from './bundled-packages'
import type { ProjectFacts } from './project-facts'

const lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
})

export interface Component {
  readonly type: 'application' | 'framework' | 'library'
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses: readonly object[]
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[]
}

/** The bill for the program with these packages inside. Throws where the lock file does not know one of them. */
export function billOfMaterials(project: ProjectFacts, packages: readonly BundledPackage[], lock: string) {
  const known = lockfile.parse(JSON.parse(lock)).packages
  const libraries = packages.map(one => {
    const path = one.folder.slice(one.folder.indexOf('node_modules/'))
    const locked = known[path]
    if (locked?.version !== one.version) throw new Error(`package-lock.json does not have ${one.name} ${one.version}`)
    return library(one, locked.integrity)
  })
  const electron = electronOf(project)
  const program: Component = {
    type: 'application',
    'bom-ref': purlOf(project.name, project.version),
    name: project.name,
    version: project.version,
    purl: purlOf(project.name, project.version),
    licenses: licencesOf(project.license),
  }
  const components = [electron, ...libraries]
  const serial = createHash('sha256')
    .update(JSON.stringify([program, components]))
    .digest('hex')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(serial)}`,
    version: 1,
    metadata: { component: program },
    components,
    dependencies: [
      { ref: program['bom-ref'], dependsOn: components.map(one => one['bom-ref']) },
      ...components.map(one => ({ ref: one['bom-ref'] })),
    ],
  }
}

function library({ name, version, license }: BundledPackage, integrity: string | undefined): Component {
  const [algorithm, hash] = integrity?.split('-') ?? []
  const purl = purlOf(name, version)
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: licencesOf(license),
    ...(algorithm === 'sha512' && hash !== undefined
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }
      : {}),
  }
}

/** Electron is no npm package when it is shipped, but the program of its release; Chromium and Node.js are inside of it. */
function electronOf({ devDependencies }: ProjectFacts): Component {
  const purl = `pkg:github/electron/electron@v${devDependencies.electron}`
  return {
    type: 'framework',
    'bom-ref': purl,
    name: 'electron',
    version: devDependencies.electron,
    purl,
    licenses: licencesOf('MIT'),
  }
}

function licencesOf(spdx: string): readonly object[] {
  return /[\s()]/.test(spdx) ? [{ expression: spdx }] : [{ license: { id: spdx } }]
}

/** Source of the form: https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** 32 hexadecimal digits as a UUID of version 8, the one for values of one's own making. */
function uuidOf(hex: string): string {
  return hex.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5')
}
