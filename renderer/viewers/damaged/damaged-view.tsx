// A layer that is damaged: where, and what could be read all the same.
import { ProblemView } from '../../features/preview/problem-view'
import { paneText } from '../../ui/text-panes'
import type { ViewerProps } from '../viewer'

export function DamagedView({ data, frame }: ViewerProps<'damaged'>) {
  const { damaged, readable } = paneText.preview
  return frame({}, <ProblemView title={damaged} error={data.error} note={readable(data.readable)} />)
}
