import { BootbankError } from '../../../shared/model/errors'
import { checks } from '../checks/registry'
import type { EditModule } from './edit-module'

/** Throws ADDRESS_NOT_FOUND for an entry that is not there, NO_FIX for a check that offers nothing. */
export const fix: EditModule<'fix', 'backup'> = {
  about: 'backup',
  async apply(document, _backup, { check, address }) {
    const { fix: offered } = checks[check]
    if (!offered)
      throw new BootbankError('NO_FIX', `The check ${check} has no fix that is known to be safe.`, { path: address })
    const entry = await document.resolve(address)
    await document.asOneStep(offered.label, () => offered.apply(document, entry))
  },
}
