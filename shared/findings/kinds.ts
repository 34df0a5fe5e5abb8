// Every table of findings as one; a code must not be in two of them.
import { bundleFindings } from './bundle'
import { settingsFindings } from './settings'
import { tarFindings } from './tar'

export const findingKinds = { ...tarFindings, ...bundleFindings, ...settingsFindings } as const

export type TableCode = keyof typeof findingKinds
