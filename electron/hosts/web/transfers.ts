// Files in and out of the browser host: an upload is streamed into the spool and becomes a file grant; a target is a place in
// the spool, and what was written there gets an address to fetch it from.
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileGrant } from '../../../shared/model/grant'
import { mostNodes } from '../../../shared/edits/most-nodes'
import { BootbankError, type Outcome, toErrorData } from '../../../shared/model/errors'
import type { HostDialogs } from '../../services/dialogs'
import { writeError } from '../../engine/restore/write-error'
import { safeFileName } from '../../services/file-name'
import type { Services } from '../../services/services'
import { Tokens } from '../../services/tokens'
import { type BodyLimits, readBody } from './body'
import type { Spool } from '../../services/spool'

/** Streams an upload into the spool and grants it. Never rejects; a broken upload leaves nothing. */
export async function receiveUpload(
  request: IncomingMessage,
  name: string,
  limits: BodyLimits,
  spool: Spool,
  services: Pick<Services, 'grantFile'>,
): Promise<Outcome<FileGrant>> {
  const folder = spool.place()
  const release = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, safeFileName(name, 'upload'))
  try {
    await pipeline(readBody(request, limits), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    await release()
    return { ok: false, error: toErrorData(writeError(error, basename(path))) }
  }
  return services.grantFile({ path, name: basename(path), remember: false, release: () => void release() })
}

export interface Downloads {
  readonly dialogs: HostDialogs
  /** Sends the file that a token stands for. False for an unknown token. */
  send(token: string, response: ServerResponse): Promise<boolean>
}

/** The dialogs of a host that can show none: targets lie in the spool and are published under /download/. */
export function createDownloads(spool: Spool): Downloads {
  const published = new Tokens<string>('download')
  return {
    dialogs: {
      targets: ['zip', 'file'],
      chooseFile: () => notOffered('Drop the file on the page or pick it there.'),
      chooseFiles: () => notOffered('Drop the files on the page or pick them there.'),
      showTarget: () => notOffered('It is where your browser puts downloads.'),
      async chooseTarget(kind, name) {
        if (kind === 'folder') return notOffered('Choose a zip file instead.')
        return { kind, path: join(spool.place(), name), label: name }
      },
      publish: target => `/download/${published.issue(target.path)}`,
    },
    async send(token, response) {
      const path = published.get(token)
      return path !== undefined && sendFile(path, response)
    },
  }
}

/**
 * Sends an entry as it is now, or several as one zip, for a drag that ends outside of the page: its address must be known before anybody knows whether it
 * will be fetched, so there is no grant. The copy it is sent from is removed. Gives why not, null when it was sent.
 */
export async function sendEntry(
  query: URLSearchParams,
  response: ServerResponse,
  services: Pick<Services, 'copyEntries'>,
): Promise<string | null> {
  const copied = await services.copyEntries(
    query.get('document') ?? '',
    query.getAll('node').slice(0, mostNodes),
    query.get('name') ?? '',
  )
  if (!copied.ok) return copied.error.message
  const { path, remove } = copied.value
  try {
    return (await sendFile(path, response)) ? null : 'This copy is not there any more.'
  } finally {
    await remove()
  }
}

/** Sends a file as a download under its own name. False when it is not there. */
async function sendFile(path: string, response: ServerResponse): Promise<boolean> {
  const facts = await stat(path).catch(() => null)
  if (facts === null) return false
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': facts.size,
    'content-disposition': attachment(basename(path)),
  })
  await pipeline(createReadStream(path), response)
  return true
}

/** Content-Disposition by RFC 6266: an ASCII name for old clients, the whole one encoded. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

async function notOffered(wayOut: string): Promise<never> {
  throw new BootbankError('NOT_OFFERED', `Bootbank in the browser has no dialogs of the system. ${wayOut}`)
}
