import { KeySquare } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { keysText } from './text'

export const keysViewer: Viewer<'keys'> = {
  title: keysText.title,
  icon: KeySquare,
  component: deferred(async () => (await import('./keys-view')).KeysView, Waiting),
}
