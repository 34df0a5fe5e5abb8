import { FileText } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { paneText } from '../../ui/text-panes'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'

export const longTextViewer: Viewer<'long-text'> = {
  title: paneText.viewers.longText,
  icon: FileText,
  component: deferred(async () => (await import('./long-text-view')).LongTextView, Waiting),
}
