// Key providers.
import { told } from '../values'
import type { FactModule } from '../fact'

export const keyProviders: FactModule = {
  id: 'security.key-providers',
  title: 'Key providers',
  reads: 'kms/providers and trusted_infrastructure/kms_providers of ConfigStore.',
  kind: 'list',
  first: false,
  read: ({ settings }) =>
    ['esx/kms/providers', 'esx/trusted_infrastructure/kms_providers'].flatMap(list =>
      settings.items(list).map(({ identifier, place }) => told(identifier, place)),
    ),
}
