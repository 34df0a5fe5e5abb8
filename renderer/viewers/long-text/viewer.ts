import { FileText } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { LongTextView } from './long-text-view'

export const longTextViewer: Viewer<'long-text'> = {
  title: paneText.viewers.longText,
  icon: FileText,
  component: LongTextView,
}
