// The software bill of materials, CycloneDX 1.6: what is inside the packages, by the library of the format's own authors. Their program
// for npm projects lists all that is installed, the tools too; which packages are inside only the bundler knows, so that the list is made
// from that. No time and no random number is in it: the same sources give the same bill.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import parseExpression from 'spdx-expression-parse'
import { z } from 'zod'
import type { BundledPackage } from './bundled-packages'
import type { ProjectFacts } from './project-facts'

const lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
})
const manifest = z.looseObject({ name: z.string(), version: z.string() })

const licences = new Contrib.License.Factories.LicenseFactory(parseExpression)
const components = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
  new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
)

/** The bill, as JSON, for the program with these packages inside. Throws where the lock file does not know one of them. */
export function billOfMaterials(project: ProjectFacts, packages: readonly BundledPackage[], lock: string): string {
  const locked = lockfile.parse(JSON.parse(lock)).packages
  const program = component(project, Enums.ComponentType.Application)
  const inside = [electron(project), ...packages.map(one => library(one, locked))]
  for (const { bomRef } of inside) program.dependencies.add(bomRef)
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: program }),
    components: new Models.ComponentRepository(inside),
  })
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

/** A package by its own package.json, with the hash of the archive that it was installed from. */
function library(
  { name, version, folder }: BundledPackage,
  locked: z.infer<typeof lockfile>['packages'],
): Models.Component {
  const found = locked[folder.slice(folder.indexOf('node_modules/'))]
  if (found?.version !== version) throw new Error(`package-lock.json does not have ${name} ${version}`)
  const data = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const made = component(data, Enums.ComponentType.Library)
  const [algorithm, hash] = found.integrity?.split('-') ?? []
  if (algorithm === 'sha512' && hash !== undefined) {
    made.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(hash, 'base64').toString('hex'))
  }
  return made
}

function component(data: z.infer<typeof manifest>, type: Enums.ComponentType): Models.Component {
  const made = components.makeComponent(data, type)
  if (made === undefined) throw new Error(`${data.name} cannot be listed`)
  made.purl = new PackageURL('npm', made.group, made.name, made.version, undefined, undefined).toString()
  made.bomRef.value = made.purl
  return made
}

/** Electron is not an npm package when it is shipped, but the program of its release; Chromium and Node.js are inside of it. */
function electron({ devDependencies }: ProjectFacts): Models.Component {
  const version = devDependencies.electron
  const purl = new PackageURL('github', 'electron', 'electron', `v${version}`, undefined, undefined).toString()
  return new Models.Component(Enums.ComponentType.Framework, 'electron', {
    version,
    purl,
    bomRef: purl,
    licenses: new Models.LicenseRepository([licences.makeFromString('MIT')]),
  })
}
