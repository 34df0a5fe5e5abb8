// The way to a page of the help from the place where its question arises.
import { CircleHelp } from 'lucide-react'
import type { HelpPageId } from '../../../shared/help/help-pages'
import { Button } from '../../ui/button'
import { text } from '../../ui/text'
import { showHelpPage } from './help-store'

interface HelpLinkProps {
  readonly page: HelpPageId
  /** A sign alone, where there is little room. */
  readonly iconOnly?: boolean
}

export function HelpLink({ page, iconOnly = false }: HelpLinkProps) {
  return (
    <Button
      label={text.help.link(text.help.titles[page])}
      icon={CircleHelp}
      kind="quiet"
      iconOnly={iconOnly}
      aria-haspopup="dialog"
      onClick={() => showHelpPage(page)}
    />
  )
}
