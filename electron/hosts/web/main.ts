// Bootbank in the browser (out/main/web.js): for machines where the desktop window cannot run.
import { runWebHost } from './run'

runWebHost(import.meta.dirname, process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bootbank: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(2)
})
