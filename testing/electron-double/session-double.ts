// The double's session: who may do what, and which requests go out.
import { after } from './ready'
import { stage } from './stage'
import { type Modelled, strict } from './strict'
import { type UrlPattern, urlPattern } from './url-pattern'

type BeforeRequest = (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void

/** The last listener counts. */
let beforeRequest: { readonly patterns: readonly UrlPattern[]; readonly listener: BeforeRequest } | null = null

export const session = strict('session', {
  get defaultSession() {
    after('session.defaultSession')
    return defaultSession
  },
})

const defaultSession = strict('session', {
  setPermissionRequestHandler: (handler: NonNullable<typeof stage.permission>) => {
    stage.permission = handler
  },
  setPermissionCheckHandler: (handler: () => boolean) => {
    stage.permissionCheck = handler
  },
  setDevicePermissionHandler: (handler: () => boolean) => {
    stage.devicePermission = handler
  },
  setSpellCheckerEnabled: (isEnabled: boolean) => {
    stage.spellChecker = isEnabled
  },
  webRequest: strict('webRequest', {
    onBeforeRequest: (filter: Electron.WebRequestFilter, listener: BeforeRequest | null) => {
      if (!Array.isArray(filter.urls)) throw new TypeError("Parameter 'filter' must have property 'urls'.")
      const others = Object.keys(filter).filter(name => name !== 'urls')
      if (others.length > 0) throw new Error(`electron double: ${others.join()} of a filter is not modelled`)
      const patterns = filter.urls.map(patternOf)
      if (listener !== null && typeof listener !== 'function') throw new TypeError('Must pass null or a Function')
      beforeRequest = listener && { patterns, listener }
    },
  } satisfies Modelled<Electron.WebRequest>),
} satisfies Modelled<Electron.Session>)

function patternOf(text: string): UrlPattern {
  try {
    return urlPattern(
      text,
      stage.schemes.map(({ scheme }) => scheme),
    )
  } catch (error) {
    throw new TypeError(`Invalid url pattern ${text}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Whether a page's request for an address is cancelled. One that no pattern means goes through. Throws when nobody decides. */
export function isCancelled(url: string): boolean {
  if (!beforeRequest?.patterns.some(isMeant => isMeant(url))) return false
  const answers: boolean[] = []
  beforeRequest.listener({ url }, ({ cancel }) => answers.push(cancel))
  const [answer] = answers
  if (answer === undefined) throw new Error(`electron double: the request for ${url} waits for ever`)
  return answer
}
