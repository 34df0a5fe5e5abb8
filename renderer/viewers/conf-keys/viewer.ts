import { ListTree } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { confKeysText } from './text'

export const confKeysViewer: Viewer<'conf-keys'> = {
  title: confKeysText.title,
  icon: ListTree,
  component: deferred(async () => (await import('./conf-keys-view')).ConfKeysView, Waiting),
}
