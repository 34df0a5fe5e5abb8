// Every guided change by its id, as in shared/model/guide.ts: one that is missing here does not compile.
import type { GuideId } from '../../../shared/model/guide'
import { access } from './access'
import { certificate } from './certificate'
import type { GuideModule } from './guide'
import { identity } from './identity'
import { managementNetwork } from './management-network'
import { strip } from './strip'
import { virtualMachines } from './virtual-machines'

export const guides: { readonly [I in GuideId]: GuideModule } = {
  'management-network': managementNetwork,
  identity,
  certificate,
  access,
  'virtual-machines': virtualMachines,
  strip,
}
