// TPM attestation.
import { flagAt } from '../../network/json'
import { told } from '../values'
import type { FactModule } from '../fact'

export const tpm: FactModule = {
  id: 'security.tpm',
  title: 'TPM attestation',
  reads: 'attestation/tpm2_settings of ConfigStore.',
  kind: 'list',
  first: false,
  read: ({ settings }) => {
    const entry = settings.entry('esx/attestation/tpm2_settings')
    return ['require_endorsement_keys', 'require_certificate_validation'].flatMap(name => {
      const flag = flagAt(entry?.value, name)
      return flag === null
        ? []
        : [
            told({ name, value: flag }, entry?.placeAt(name) ?? null, {
              text: `${name.replaceAll('_', ' ')}: ${flag ? 'yes' : 'no'}`,
            }),
          ]
    })
  },
}
