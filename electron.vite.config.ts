// Three bundles: the Node side (window, worker and browser host share chunks), the preload, the renderer. That of the command line is made
// by command-line.vite.config.ts.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { alias, external, groups, sqliteWasm } from './build/bundles/node-side.ts'
import { helpPages } from './build/help/markdown'
import { commandNames, eventNames } from './shared/contract/commands'

const here = import.meta.dirname

export default defineConfig({
  main: {
    plugins: [sqliteWasm],
    resolve: { alias },
    build: {
      externalizeDeps: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rollupOptions: {
        external,
        input: {
          main: resolve(here, 'electron/hosts/app/main.ts'),
          worker: resolve(here, 'electron/session/thread.ts'),
          web: resolve(here, 'electron/hosts/web/main.ts'),
          'deflate-thread': resolve(here, 'electron/engine/codecs/large/deflate-thread.mjs'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Without blanks and comments, which a start would have to read too; names stay, for whoever reads a stack trace.
          minify: { compress: false, mangle: false, codegen: true },
          codeSplitting: { groups },
        },
      },
    },
  },
  preload: {
    define: { COMMAND_NAMES: JSON.stringify(commandNames), EVENT_NAMES: JSON.stringify(eventNames) },
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'electron/hosts/app/preload.ts') },
        // A sandboxed preload can load nothing but `electron`: one self-contained CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [helpPages, react()],
    css: { transformer: 'lightningcss' },
    build: {
      target: 'chrome140',
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      // What is drawn first is one chunk and its style; the rest is loaded when it is needed (renderer/ui/deferred.tsx).
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve(here, 'renderer/index.html') },
        // Else each set of modules that two parts have in common is a file of its own.
        output: {
          codeSplitting: {
            groups: [
              { name: 'shared', test: /\/renderer\/(ui|state|bridge)\/|\/shared\//, minShareCount: 2 },
              { name: 'codemirror', test: /\/node_modules\/@(codemirror|lezer)\//, minShareCount: 2 },
            ],
          },
        },
      },
    },
  },
})
