// The viewer of every row that a document can answer with. One that is missing is a type error; what it is given is declared in
// shared/viewers, and read in electron/engine/formats.
import type { ViewerId } from '../../shared/viewers/viewers'
import { aboutViewer } from './about/viewer'
import { accountsViewer } from './accounts/viewer'
import { besideViewer } from './beside/viewer'
import { certificateViewer } from './certificate/viewer'
import { confKeysViewer } from './conf-keys/viewer'
import { damagedViewer } from './damaged/viewer'
import { folderViewer } from './folder/viewer'
import { formattedViewer } from './formatted/viewer'
import { hexViewer } from './hex/viewer'
import { imageViewer } from './image/viewer'
import { keysViewer } from './keys/viewer'
import { layerViewer } from './layer/viewer'
import { linkViewer } from './link/viewer'
import { longTextViewer } from './long-text/viewer'
import { sealedViewer } from './sealed/viewer'
import { specialViewer } from './special/viewer'
import { tablesViewer } from './tables/viewer'
import { textViewer } from './text/viewer'
import type { Viewer } from './viewer'

export const viewers: { readonly [V in ViewerId]: Viewer<V> } = {
  about: aboutViewer,
  accounts: accountsViewer,
  beside: besideViewer,
  certificate: certificateViewer,
  image: imageViewer,
  keys: keysViewer,
  'conf-keys': confKeysViewer,
  tables: tablesViewer,
  layer: layerViewer,
  sealed: sealedViewer,
  damaged: damagedViewer,
  'long-text': longTextViewer,
  folder: folderViewer,
  formatted: formattedViewer,
  link: linkViewer,
  special: specialViewer,
  text: textViewer,
  hex: hexViewer,
}
