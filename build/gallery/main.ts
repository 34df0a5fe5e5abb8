// `npm run gallery`: says where the gallery is served, until Ctrl+C.
import { script } from '../script/script.mjs'

script('npm run gallery', 'Serves the gallery of all components on this machine, until Ctrl+C.').parse()

const { serveGallery } = await import('./gallery')
console.log(`Gallery: ${await serveGallery()}`)
