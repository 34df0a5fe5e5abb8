// The bridge over HTTP, for the browser host: commands by POST, events by one EventSource, uploads by XMLHttpRequest
// because fetch reports no upload progress. Trap: a host that is gone must come back as an outcome, never as a rejection.
import type {
  Bridge,
  CommandName,
  EventName,
  Events,
  ItemOf,
  RequestOf,
  ResultOf,
  StreamName,
} from '../../shared/contract/contract'
import type { FileGrant } from '../../shared/model/grant'
import { parseWithBytes, stringifyWithBytes } from '../../shared/contract/json-bytes'
import type { ErrorCode, Outcome } from '../../shared/model/errors'
import { mostUploadBytes } from '../../shared/model/upload-limit'
import { formatSize } from '../ui/format'
import { text } from '../ui/text'

const ownHeader = { 'x-bootbank': '1' }

/** What a page that is being left still says: which document to close, which operation to stop. */
const onLeaving: ReadonlySet<CommandName> = new Set(['document.close', 'operation.cancel'])

/** A bridge to the host that served this page. The session cookie is already set. */
export function browserBridge(): Bridge<File> {
  let events: EventSource | null = null
  return {
    async invoke(command, request) {
      try {
        const response = await post(command, request)
        return readOutcome(await response.text(), response.status, command)
      } catch {
        return refused('WORKER_DIED', text.bridge.hostGone)
      }
    },

    async stream<C extends StreamName>(
      command: C,
      request: RequestOf<C>,
      onItems: (items: readonly ItemOf<C>[]) => void,
    ): Promise<Outcome<ResultOf<C>>> {
      let last = ''
      try {
        const response = await post(command, request)
        for await (const line of linesOf(response)) {
          if (line.startsWith('[')) onItems(parseWithBytes(line) as ItemOf<C>[])
          else last = line
        }
        return readOutcome(last, response.status, command)
      } catch {
        return refused('WORKER_DIED', text.bridge.hostGone)
      }
    },

    on(event, listener) {
      events ??= new EventSource('/events')
      return subscribe(events, event, listener)
    },

    grantFile(file, onProgress) {
      return upload(file, onProgress)
    },
  }
}

function post<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Response> {
  return fetch(`/api/${command}`, {
    method: 'POST',
    headers: { ...ownHeader, 'content-type': 'application/json' },
    body: stringifyWithBytes(request),
    keepalive: onLeaving.has(command),
  })
}

/** The lines of a response as they come. Rejects where it breaks off. */
async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let begun = ''
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    const lines = (begun + step.value).split('\n')
    begun = lines.pop() ?? ''
    yield* lines
  }
  yield begun
}

function subscribe<E extends EventName>(source: EventSource, event: E, listener: (payload: Events[E]) => void) {
  const receive = (message: MessageEvent<string>) => listener(parseWithBytes(message.data) as Events[E])
  source.addEventListener(event, receive)
  return () => source.removeEventListener(event, receive)
}

function upload(file: File, onProgress?: (done: number, total: number) => boolean): Promise<Outcome<FileGrant>> {
  // Sent all the same, the host would refuse it and the browser tell of a broken connection alone.
  if (file.size > mostUploadBytes) return Promise.resolve(refused('LIMIT', tooLarge(file)))
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
    for (const [name, value] of Object.entries(ownHeader)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', step => {
      // Once all is sent the answer is awaited: it brings the grant, which can be given back.
      if (onProgress?.(step.loaded, file.size) === false && step.loaded < file.size) request.abort()
    })
    request.addEventListener('load', () => resolve(readOutcome(request.responseText, request.status, 'upload')))
    request.addEventListener('abort', () => resolve(refused('CANCELLED', text.common.cancelled)))
    request.addEventListener('error', () => resolve(refused('UNREADABLE', text.bridge.uploadFailed(file.name))))
    request.send(file)
  })
}

function tooLarge(file: File): string {
  return text.bridge.tooLarge(file.name, formatSize(file.size), formatSize(mostUploadBytes))
}

function readOutcome<T>(body: string, status: number, asked: CommandName | 'upload'): Outcome<T> {
  let answer: unknown
  try {
    answer = parseWithBytes(body)
  } catch {
    answer = null
  }
  if (isOutcome<T>(answer)) return answer
  if (status === 401 || status === 403) return refused('INTERNAL', text.bridge.sessionLost)
  return refused('INTERNAL', text.bridge.badAnswer(asked, status))
}

function isOutcome<T>(answer: unknown): answer is Outcome<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false
  return answer.ok === true ? 'value' in answer : 'error' in answer
}

function refused(code: ErrorCode, message: string): Outcome<never> {
  return { ok: false, error: { code, message, where: {} } }
}
