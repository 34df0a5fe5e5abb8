import { z } from 'zod'
import { inDocument, path } from '../contract/fields'

/** A setting taken out, so that its default counts; an item of a list, or a whole row of ConfigStore. `at` as for settingSet. */
export const settingRemove = {
  request: z.strictObject({ ...inDocument, setting: path, at: z.iso.datetime().optional() }),
}
