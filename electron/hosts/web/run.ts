// The life of the browser host: arguments in, one line with the address out, and everything cleaned up however it ends.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { pageFiles } from '../../services/page/page-files'
import { Journals } from '../../services/journal/journals'
import { RecentFiles } from '../../services/recent-files'
import { TourOffer } from '../../services/tour-offer'
import { hasDisplay, openBrowser } from './open-browser'
import { defaultDataDir } from './places'
import { startWebHost } from './server'
import { createSpool } from '../../services/spool'

const usage = `Usage: node out/main/web.js [FILE] [--port N] [--no-open] [--sample PATH] [--data-dir DIR] [--idle-exit MINUTES]
Opens FILE (a state.tgz, say) in the browser. Listens on 127.0.0.1 only. Ends by itself when no page of it was open for MINUTES (30;
0 for never), unless changes are unsaved.`

/** Minutes; a timer of Node's holds no more than 24 days. */
const longestIdle = 30_000

/** Starts the host. `built` is the folder of the bundle, out/main: what else was built lies beside it. Rejects for bad arguments. */
export async function runWebHost(built: string, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      sample: { type: 'string', default: join(built, '../sample/state.tgz') },
      'data-dir': { type: 'string', default: defaultDataDir(process.platform, process.env) },
      'idle-exit': { type: 'string', default: '30' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`)
  const minutes = Number(values['idle-exit'])
  if (!(minutes >= 0 && minutes <= longestIdle)) {
    throw new Error(`--idle-exit ${values['idle-exit']} is not a number of minutes from 0 to ${longestIdle}`)
  }
  const page = pageFiles(join(built, '../renderer'))
  if (!page.complete) throw new Error('the page is not built; run "npm run build" first')

  const end = () => void host.close().finally(() => process.exit(0))
  const onIdle = () => {
    console.log(`Bootbank has ended: no page of it was open for ${minutes} minutes.`)
    end()
  }
  const opens = !values['no-open'] && hasDisplay(process.platform, process.env)
  const spool = createSpool()
  process.on('exit', () => spool.remove())
  const dataDir = resolve(values['data-dir'])
  const host = await startWebHost({
    page,
    spool,
    port,
    version: versionIn(join(built, '../../package.json')),
    recent: new RecentFiles(dataDir),
    tour: new TourOffer(dataDir),
    journals: new Journals(dataDir),
    samplePath: existsSync(values.sample) && statSync(values.sample).isFile() ? resolve(values.sample) : null,
    workerUrl: pathToFileURL(join(built, 'worker.js')),
    // While the opener runs, any user can read the address in the list of processes.
    ownUserOnly: opens,
    idle: { after: minutes * 60_000, onIdle },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end)

  const [file] = positionals
  if (file !== undefined) {
    const handed = await host.services.handOver(resolve(file))
    if (!handed.ok) throw new Error(handed.error.message)
  }
  console.log(`Bootbank is open at ${host.url} (Ctrl+C ends it)`)
  if (opens) openBrowser(host.url)
}

function versionIn(packageJson: string): string {
  const data: unknown = JSON.parse(readFileSync(packageJson, 'utf8'))
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : null
  return typeof version === 'string' ? version : 'unknown'
}
