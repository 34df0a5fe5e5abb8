import { OctagonAlert } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { DamagedView } from './damaged-view'

export const damagedViewer: Viewer<'damaged'> = {
  title: paneText.viewers.damaged,
  icon: OctagonAlert,
  component: DamagedView,
}
