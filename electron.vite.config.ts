// Three bundles: the Node side (window, worker, browser host and command line share chunks), the preload, the renderer.
// Every dependency is bundled, so that the packaged app needs no node_modules.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { helpPages } from './build/help/markdown'
import { commandNames, eventNames } from './shared/contract/commands'

const here = import.meta.dirname

/** Puts sql.js's wasm beside the built program; electron/engine/esx/sqlite.ts looks for it there. */
const sqliteWasm = {
  name: 'sqlite-wasm',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const path = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
    this.emitFile({ type: 'asset', fileName: 'sql-wasm.wasm', source: readFileSync(path) })
  },
}

/** commander loads child_process, and with it the network, for subcommands that are programs of their own. There are none. */
const commanderAlone = {
  name: 'commander-alone',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.includes('/commander/lib/') ? code.replace("require('node:child_process')", '{}') : null,
}

/**
 * What is always loaded together goes into one file: opening a file takes longer than reading what is in it. What compresses stays
 * out, since commands that only read do without it.
 */
const groups = [
  // Loaded first, so that its wasm is made ready beside all else.
  { name: 'sqlite', test: /[/\\]esx[/\\]sqlite\.ts$/, priority: 1 },
  {
    name: 'engine',
    test: /[/\\](engine[/\\](codecs|document|files)|shared[/\\](model|findings))[/\\](?!.*(deflate|recorded-history))/,
  },
  {
    name: 'card',
    test: /[/\\](engine[/\\](esx|facts|network|settings|formats[/\\]text)|shared[/\\]esx-conf|fast-xml-parser)[/\\]/,
  },
]

export default defineConfig({
  main: {
    plugins: [sqliteWasm, commanderAlone],
    // fflate's build for Node declares a `require` of its own for worker threads, which the bundle has already.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      externalizeDeps: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rollupOptions: {
        // Optional, and loaded when it is asked for (electron/hosts/cli/fleet/parquet.ts).
        external: ['@duckdb/node-api'],
        input: {
          main: resolve(here, 'electron/hosts/app/main.ts'),
          worker: resolve(here, 'electron/session/thread.ts'),
          web: resolve(here, 'electron/hosts/web/main.ts'),
          cli: resolve(here, 'electron/hosts/cli/main.ts'),
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
