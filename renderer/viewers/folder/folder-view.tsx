// A folder: how much is in it.
import { Folder } from 'lucide-react'
import { paneText } from '../../ui/text-panes'
import { Stated } from '../parts/stated'
import type { ViewerProps } from '../viewer'

export function FolderView({ data, frame }: ViewerProps<'folder'>) {
  const { preview } = paneText
  return frame({}, <Stated icon={Folder} title={preview.folder} hint={preview.folderEntries(data.entries)} />)
}
