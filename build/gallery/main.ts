// `npm run gallery`: says where the gallery is served, until Ctrl+C.
import { serveGallery } from './gallery'

console.log(`Gallery: ${await serveGallery()}`)
