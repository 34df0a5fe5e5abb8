import { AlignLeft } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { formattedText } from './text'

export const formattedViewer: Viewer<'formatted'> = {
  title: formattedText.title,
  icon: AlignLeft,
  component: deferred(async () => (await import('./formatted-view')).FormattedView, Waiting),
}
