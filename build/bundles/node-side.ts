// What the bundles that run on Node have in common: every dependency is in them, so that the packaged program needs no node_modules.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Puts sql.js's wasm beside the built program; electron/engine/esx/sqlite.ts looks for it there. */
export const sqliteWasm = {
  name: 'sqlite-wasm',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const path = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
    this.emitFile({ type: 'asset', fileName: 'sql-wasm.wasm', source: readFileSync(path) })
  },
}

/** fflate's build for Node declares a `require` of its own for worker threads, which a bundle has already. */
export const alias = { fflate: 'fflate/browser' }

/** Optional, and loaded when it is asked for (electron/hosts/cli/fleet/parquet.ts). */
export const external = ['@duckdb/node-api']

/**
 * What is always loaded together goes into one file: opening a file takes longer than reading what is in it. What compresses stays
 * out, since commands that only read do without it.
 */
export const groups = [
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
