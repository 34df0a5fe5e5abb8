// What package.json says about the program, for the packages.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const facts = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  author: z.string(),
  homepage: z.string(),
  devDependencies: z.object({ electron: z.string() }),
})

export type ProjectFacts = z.infer<typeof facts>

/** Reads package.json in the folder of the project. */
export function projectFacts(root: string): ProjectFacts {
  return facts.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
}
