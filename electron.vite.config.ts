// Three bundles: the Node side (window, worker, browser host and command line share chunks), the preload, the renderer.
// Every dependency is bundled, so that the packaged app needs no node_modules.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rollupOptions: {
        input: {
          main: resolve(here, 'electron/app/main.ts'),
          worker: resolve(here, 'electron/worker/thread.ts'),
          web: resolve(here, 'electron/web/main.ts'),
          cli: resolve(here, 'electron/cli/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'electron/app/preload.ts') },
        // A sandboxed preload can load nothing but `electron`: one self-contained CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [react()],
    build: {
      target: 'chrome140',
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: { input: { index: resolve(here, 'renderer/index.html') } },
    },
  },
})
