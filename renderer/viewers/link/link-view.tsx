// A link: where it leads.
import { Link2 } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import { Stated } from '../parts/stated'
import type { ViewerProps } from '../viewer'

export function LinkView({ data, frame }: ViewerProps<'link'>) {
  return frame(
    {},
    <Stated
      icon={Link2}
      title={paneText.entryKinds[data.link]}
      hint={paneText.preview[data.link]}
      facts={[{ label: paneText.preview.linkTarget, value: data.target }]}
    />,
  )
}
