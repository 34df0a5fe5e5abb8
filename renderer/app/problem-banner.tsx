// A damage that still left something to show: a banner over the panes, until it is dismissed.
import { X } from 'lucide-react'
import { useState } from 'react'
import { ErrorCard } from '../features/open/error-card'
import { Button } from '../ui/button'
import { text } from '../ui/text'
import { useSession } from './session'

/** Nothing for a sound file. */
export function ProblemBanner() {
  const opened = useSession(state => state.opened)
  const [dismissed, setDismissed] = useState<string | null>(null)
  if (opened === null || opened.problem === null || dismissed === opened.document) return null
  return (
    <ErrorCard title={text.open.damaged} error={opened.problem} look="banner">
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
