import { Binary } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { paneText } from '../../ui/text-panes'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'

export const hexViewer: Viewer<'hex'> = {
  title: paneText.viewers.hex,
  icon: Binary,
  component: deferred(async () => (await import('./bytes-view')).BytesView, Waiting),
}
