import { Image } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { imageText } from './text'

export const imageViewer: Viewer<'image'> = {
  title: imageText.title,
  icon: Image,
  component: deferred(async () => (await import('./image-view')).ImageView, Waiting),
}
