import { Columns2 } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { besideText } from './text'

export const besideViewer: Viewer<'beside'> = {
  title: besideText.title,
  icon: Columns2,
  component: deferred(async () => (await import('./beside-view')).BesideView, Waiting),
}
