// Where the built program lies.
import { join, resolve } from 'node:path'

export const project: string = resolve(import.meta.dirname, '..')
/** The browser host. */
export const webHost: string = join(project, 'out/main/web.js')
/** The command line, as `npx bootbank` runs it. */
export const commandLine: string = join(project, 'build/bin/bootbank.cjs')
