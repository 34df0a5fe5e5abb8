// The files of the built page, as an allow-list made once: a URL is looked up in it and never becomes a path, so there is
// no path to climb out of.
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

export interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array
}

export interface PageFiles {
  /** Whether the build is there at all. */
  readonly complete: boolean
  /** The file for a URL path such as `/assets/index.js`; `/` is the page itself. Null for whatever was not built. */
  find(urlPath: string, nonce: string): Promise<PageFile | null>
}

/** Lists the folder of the built renderer, out/renderer. */
export function pageFiles(folder: string): PageFiles {
  const allowed = new Map<string, string>()
  for (const name of namesBelow(folder, '')) allowed.set(`/${name}`, join(folder, name))
  const index = allowed.get('/index.html')
  return {
    complete: index !== undefined,
    async find(urlPath, nonce) {
      const path = urlPath === '/' ? index : allowed.get(urlPath)
      if (path === undefined) return null
      const bytes = await readFile(path)
      const type = types[extname(path)] ?? 'application/octet-stream'
      if (path !== index) return { type, bytes }
      return { type, bytes: Buffer.from(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce)) }
    },
  }
}

/** Paths of the files below a folder; none where it is missing, as before the first build. */
function namesBelow(folder: string, prefix: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      if (entry.isDirectory()) return namesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
      return entry.isFile() ? [prefix + entry.name] : []
    })
  } catch {
    return []
  }
}
