import type { AppFacts } from '../../shared/model/app-facts'
import type { HostDialogs } from './dialogs'
import type { DocumentsOptions } from './documents'
import type { StartDrag } from './drags'
import type { PrivateFolders } from './entry-copies'
import type { OpenSources } from './open-sources'
import type { RecentFiles } from './recent-files'
import type { TourOffer } from './tour-offer'

/** What a host gives to the services of a window. */
export interface ServicesOptions extends DocumentsOptions {
  readonly host: AppFacts['host']
  readonly version: string
  readonly recent: RecentFiles
  /** The open files of all windows. */
  readonly openSources: OpenSources
  /** Path of the generated sample; null where none was built. */
  readonly samplePath: string | null
  readonly tour: TourOffer
  readonly dialogs: HostDialogs
  /** Where copies of entries lie. */
  readonly spool: PrivateFolders
  /** Null where the host cannot drag. */
  readonly startDrag: StartDrag | null
}
