import { Archive } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { LayerView } from './layer-view'

export const layerViewer: Viewer<'layer'> = { title: paneText.viewers.layer, icon: Archive, component: LayerView }
