// Acceptance level: which packages the host installs.
import type { Json } from '../../../../shared/model/json'
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

/** As ConfigStore's schema and as esx.conf write it. */
const levels: readonly (readonly [RegExp, string])[] = [
  [/certified/i, 'VMware certified'],
  [/accepted/i, 'VMware accepted'],
  [/partner/i, 'partner supported'],
  [/community/i, 'community supported'],
]

function words(value: Json): string {
  const text = String(value)
  return levels.find(([pattern]) => pattern.test(text))?.[1] ?? text
}

export const acceptanceLevel: FactModule = {
  id: 'security.acceptance-level',
  title: 'Acceptance level',
  reads: 'software/acceptance_level of ConfigStore, system/uservars/host-acceptance-level of esx.conf.',
  kind: 'one',
  first: true,
  read: host =>
    toldBySettings(
      host,
      ['esx_update/software/acceptance_level#level', 'esx.conf/system/uservars#host-acceptance-level'],
      words,
    ),
}
