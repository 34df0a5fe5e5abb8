// The bundle of the command line. It is CommonJS, which Node loads 18 ms faster than the same files as modules.
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { alias, external, groups, sqliteWasm } from './build/bundles/node-side.ts'

/** commander loads child_process, and with it the network, for subcommands that are programs of their own. There are none. */
const commanderAlone = {
  name: 'commander-alone',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.includes('/commander/lib/') ? code.replace("require('node:child_process')", '{}') : null,
}

export default defineConfig({
  plugins: [sqliteWasm, commanderAlone],
  resolve: { alias },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    // Beside the threads, which it starts as well.
    outDir: 'out/main',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      external,
      input: { cli: resolve(import.meta.dirname, 'electron/hosts/cli/main.ts') },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'chunks/[name]-[hash].cjs',
        // Names as well: Node reads what it loads twice, and this program shows nobody a stack trace.
        minify: true,
        codeSplitting: { groups },
      },
    },
  },
})
