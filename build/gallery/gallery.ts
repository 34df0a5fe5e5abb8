// The gallery (renderer/gallery) served for the eye, or built for the suite's pictures. It is not part of the program's own build.
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, createServer } from 'vite'

const root = resolve(import.meta.dirname, '../../renderer')
/** As in electron.vite.config.ts. */
const css = { transformer: 'lightningcss' } as const

/** Builds the gallery into a folder: `gallery/index.html` and what it needs. */
export async function buildGallery(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    css,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      modulePreload: false,
      rollupOptions: { input: { gallery: join(root, 'gallery/index.html') } },
    },
  })
}

/** Serves the gallery on this machine only, reloading with every change of a source; gives its address. */
export async function serveGallery(): Promise<string> {
  const server = await createServer({ configFile: false, root, plugins: [react()], css, server: { host: '127.0.0.1' } })
  await server.listen()
  return `${server.resolvedUrls?.local[0] ?? ''}gallery/index.html`
}
