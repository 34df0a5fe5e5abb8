// The pages of the help, as the build made them of docs/help.
import { page as copyToHandOut } from '../../../docs/help/copy-to-hand-out.md'
import { page as expiredCertificate } from '../../../docs/help/expired-certificate.md'
import { page as forensicLook } from '../../../docs/help/forensic-look.md'
import { page as fromTheHostAndBack } from '../../../docs/help/from-the-host-and-back.md'
import { page as lostPassword } from '../../../docs/help/lost-password.md'
import { page as newHardware } from '../../../docs/help/new-hardware.md'
import { page as sealedByTpm } from '../../../docs/help/sealed-by-tpm.md'
import { page as wrongAddress } from '../../../docs/help/wrong-address.md'
import type { HelpPage, HelpPageId } from '../../../shared/help/help-pages'

export const helpPages: Readonly<Record<HelpPageId, HelpPage>> = {
  'lost-password': lostPassword,
  'wrong-address': wrongAddress,
  'new-hardware': newHardware,
  'expired-certificate': expiredCertificate,
  'forensic-look': forensicLook,
  'sealed-by-tpm': sealedByTpm,
  'copy-to-hand-out': copyToHandOut,
  'from-the-host-and-back': fromTheHostAndBack,
}
