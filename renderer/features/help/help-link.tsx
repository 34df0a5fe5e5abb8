// The way to a page of the help from the place where its question arises.
import { CircleHelp } from 'lucide-react'
import type { HelpPageId } from '../../../shared/help/help-pages'
import { Button } from '../../ui/button'
import { text } from '../../ui/text'
import { showHelpPage } from './help-store'

export function HelpLink({ page }: { readonly page: HelpPageId }) {
  return (
    <Button
      label={text.help.links[page]}
      icon={CircleHelp}
      kind="quiet"
      aria-haspopup="dialog"
      onClick={() => showHelpPage(page)}
    />
  )
}
