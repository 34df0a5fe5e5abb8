// What stands in the place of a viewer whose code is on its way.
import { Skeleton } from '../../features/preview/skeleton'
import { paneText } from '../../ui/text-panes'

export function Waiting() {
  return <Skeleton label={paneText.preview.loading} />
}
