import { Shapes } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { SpecialView } from './special-view'

export const specialViewer: Viewer<'special'> = {
  title: paneText.viewers.special,
  icon: Shapes,
  component: SpecialView,
}
