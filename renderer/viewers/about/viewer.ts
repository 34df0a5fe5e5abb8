import { Info } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { aboutText } from './text'

export const aboutViewer: Viewer<'about'> = {
  title: aboutText.title,
  icon: Info,
  component: deferred(async () => (await import('./about-view')).AboutView, Waiting),
}
