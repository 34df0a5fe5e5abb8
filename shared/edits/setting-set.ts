import { z } from 'zod'
import { inDocument, jsonText, path, textBody } from '../contract/fields'

/**
 * A setting, `component/group/name[/identifier][#property]`, given a value, which is JSON text: in ConfigStore in the column it belongs to, in esx.conf on its
 * line. `at` is the time that a changed row of ConfigStore is given, ISO 8601; now, unless given.
 */
export const settingSet = {
  request: z.strictObject({ ...inDocument, setting: path, value: jsonText, at: z.iso.datetime().optional() }),
  largestBody: textBody,
}
