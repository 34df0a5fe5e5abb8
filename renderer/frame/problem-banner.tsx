// A damage or a seal that still left something to show: a banner over the panes, until it is dismissed.
import { KeyRound, X } from 'lucide-react'
import { useState } from 'react'
import type { ErrorCode } from '../../shared/model/errors'
import { isLocked } from '../../shared/model/locked'
import { HelpLink } from '../features/help/help-link'
import { ErrorCard } from '../features/open/error-card'
import { Button } from '../ui/button'
import { text } from '../ui/text'
import { CommandButton } from '../state/command-button'
import { useSession } from '../state/session'

/** Nothing for a sound file. */
export function ProblemBanner() {
  const opened = useSession(state => state.opened)
  const [dismissed, setDismissed] = useState<string | null>(null)
  if (opened === null || opened.problem === null || dismissed === opened.document) return null
  return (
    <ErrorCard title={titleOf(opened.problem.code)} error={opened.problem} look="banner">
      {isLocked(opened.problem) && <CommandButton id="openWithKey" icon={KeyRound} />}
      {opened.problem.code === 'SEALED_TPM' && <HelpLink page="sealed-by-tpm" />}
      <Button
        label={text.common.dismiss}
        icon={X}
        kind="quiet"
        iconOnly
        onClick={() => setDismissed(opened.document)}
      />
    </ErrorCard>
  )
}

/** Nothing is wrong with a file whose key the host's TPM keeps, or whose cipher is not known here. */
const sealed: ReadonlySet<ErrorCode> = new Set(['SEALED_TPM', 'INFO_MODE', 'ENVELOPE_CIPHER'])

function titleOf(code: ErrorCode): string {
  if (sealed.has(code)) return text.open.sealed
  return isLocked({ code }) ? text.open.locked : text.open.damaged
}
