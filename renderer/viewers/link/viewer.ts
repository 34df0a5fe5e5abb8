import { Link2 } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { LinkView } from './link-view'

export const linkViewer: Viewer<'link'> = { title: paneText.viewers.link, icon: Link2, component: LinkView }
