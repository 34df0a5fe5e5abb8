import { Folder } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import type { Viewer } from '../viewer'
import { FolderView } from './folder-view'

export const folderViewer: Viewer<'folder'> = { title: paneText.viewers.folder, icon: Folder, component: FolderView }
