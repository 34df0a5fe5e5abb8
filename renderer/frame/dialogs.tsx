// The dialogs that a command opens, from either screen.
import { usePasswordDialog } from '../features/accounts/password-dialog-state'
import { useBundle } from '../features/bundle/bundle-store'
import { useCopyChoice } from '../features/collections/copy-choice'
import { useGoToFile } from '../features/go-to-file/go-to-file-store'
import { useGuides } from '../features/guides/guides-state'
import { useHelp } from '../features/help/help-store'
import { useBankChoice } from '../features/disks/bank-choice'
import { useSanitise } from '../features/sanitise/sanitise-state'
import { useKeyDialog } from '../features/keys/key-dialog-state'
import { UnfinishedDialog } from '../features/open/unfinished-dialog'
import { usePalette } from '../features/palette/palette-store'
import { useNodeDialog } from '../features/tree/node-actions'
import { deferred } from '../ui/deferred'

const BanksDialog = deferred(async () => (await import('../features/disks/banks-dialog')).BanksDialog)
const BundleDialog = deferred(async () => (await import('../features/bundle/bundle-dialog')).BundleDialog)
const CopiesDialog = deferred(async () => (await import('../features/collections/copies-dialog')).CopiesDialog)
const GoToFile = deferred(async () => (await import('../features/go-to-file/go-to-file')).GoToFile)
const GuidesDialog = deferred(async () => (await import('../features/guides/guides-dialog')).GuidesDialog)
const HelpDialog = deferred(async () => (await import('../features/help/help-dialog')).HelpDialog)
const SanitiseDialog = deferred(async () => (await import('../features/sanitise/sanitise-dialog')).SanitiseDialog)
const KeyDialog = deferred(async () => (await import('../features/keys/key-dialog')).KeyDialog)
const NodeDialogs = deferred(async () => (await import('../features/tree/node-dialogs')).NodeDialogs)
const PasswordDialog = deferred(async () => (await import('../features/accounts/password-dialog')).PasswordDialog)
const Palette = deferred(async () => (await import('../features/palette/palette')).Palette)

/** Each for as long as it is open. */
export function Dialogs() {
  const isChoosingBank = useBankChoice(({ choice }) => choice !== null)
  const isChoosingCopy = useCopyChoice(({ choice }) => choice !== null)
  const isBundling = useBundle(({ step }) => step !== null)
  const isHelping = useHelp(({ dialog }) => dialog !== null)
  const isAboutNode = useNodeDialog(({ dialog }) => dialog !== null)
  const isGuiding = useGuides(({ shown }) => shown !== null)
  const isGoing = useGoToFile(({ open }) => open)
  const isSanitising = useSanitise(({ open }) => open)
  const isAskingKey = useKeyDialog(({ target }) => target !== null)
  const isChoosing = usePalette(({ open }) => open)
  const isChangingPassword = usePasswordDialog(({ open }) => open)
  return (
    <>
      <UnfinishedDialog />
      {isChoosingBank && <BanksDialog />}
      {isChoosingCopy && <CopiesDialog />}
      {isAboutNode && <NodeDialogs />}
      {isBundling && <BundleDialog />}
      {isGuiding && <GuidesDialog />}
      {isChangingPassword && <PasswordDialog />}
      {isAskingKey && <KeyDialog />}
      {isSanitising && <SanitiseDialog />}
      {isChoosing && <Palette />}
      {isGoing && <GoToFile />}
      {isHelping && <HelpDialog />}
    </>
  )
}
