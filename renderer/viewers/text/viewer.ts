import { FileText } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { paneText } from '../../ui/text-panes'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'

export const textViewer: Viewer<'text'> = {
  title: paneText.viewers.text,
  icon: FileText,
  component: deferred(async () => (await import('./text-view')).TextView, Waiting),
}
