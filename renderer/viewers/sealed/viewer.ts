import { Lock } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { SealedView } from './sealed-view'

export const sealedViewer: Viewer<'sealed'> = { title: paneText.viewers.sealed, icon: Lock, component: SealedView }
