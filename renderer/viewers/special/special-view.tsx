// A device, a pipe, an entry of a type that is not known: what its header says.
import { Shapes } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import { Stated } from '../parts/stated'
import type { ViewerProps } from '../viewer'

export function SpecialView({ data, frame }: ViewerProps<'special'>) {
  return frame(
    {},
    <Stated icon={Shapes} title={paneText.entryKinds[data.entry]} hint={paneText.preview.special} facts={data.facts} />,
  )
}
