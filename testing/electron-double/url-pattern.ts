// Chromium's URLPattern, as Electron's webRequest takes it: `scheme://host/path`, where `*` stands for any host, for the labels before a
// host, or for any part of a path. url-pattern.test.ts holds it against a Chromium.
// Source: extensions/common/url_pattern.cc of Chromium, with every scheme allowed as shell/browser/api/electron_api_web_request.cc does.

/** Schemes with a host, besides those that the program registers as standard. */
const standardSchemes = ['http', 'https', 'ws', 'wss', 'ftp', 'file', 'filesystem', 'chrome', 'chrome-extension']
const usualPorts: Readonly<Record<string, string>> = { http: '80', https: '443', ws: '80', wss: '443', ftp: '21' }

/** Whether an address is one that the pattern means. */
export type UrlPattern = (url: string) => boolean

/** Reads a pattern; `registered` are further standard schemes. Throws an Error with Chromium's words for what is wrong with it. */
export function urlPattern(pattern: string, registered: readonly string[] = []): UrlPattern {
  if (pattern === '<all_urls>') return url => URL.canParse(url)
  const hasSlashes = pattern.includes('://')
  const schemeEnd = pattern.indexOf(hasSlashes ? '://' : ':')
  if (schemeEnd < 0) throw new Error('Missing scheme separator.')
  const scheme = pattern.slice(0, schemeEnd)
  const isStandard = scheme === '*' || standardSchemes.includes(scheme) || registered.includes(scheme)
  if (isStandard !== hasSlashes) throw new Error('Wrong scheme type.')
  const rest = pattern.slice(schemeEnd + (isStandard ? 3 : 1))
  if (rest === '') throw new Error('Host can not be empty.')

  const slash = rest.indexOf('/')
  if (!isStandard) return matcher({ scheme, isHost: () => true, port: '*', path: rest })
  // The host of a file is not looked at, and may be left out.
  if (scheme === 'file') {
    return matcher({ scheme, isHost: () => true, port: '*', path: slash < 0 ? `/${rest}` : rest.slice(slash) })
  }
  if (slash === 0) throw new Error('Host can not be empty.')
  if (slash < 0) throw new Error('Empty path.')
  const { host, port } = hostAndPort(rest.slice(0, slash), scheme)
  return matcher({ scheme, isHost: hostMatcher(host), port, path: rest.slice(slash) })
}

function hostAndPort(text: string, scheme: string): { readonly host: string; readonly port: string } {
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1
  if (text.startsWith('[')) {
    if (bracket < 0) throw new Error('Invalid host.')
    if (bracket === 1) throw new Error('Host can not be empty.')
    if (bracket < text.length - 1 && text[bracket + 1] !== ':') throw new Error('Invalid host.')
  }
  const colon = text.indexOf(':', bracket + 1)
  const port = colon < 0 ? '*' : text.slice(colon + 1)
  const hasPorts = scheme in usualPorts
  if (port !== '*' && !(hasPorts && /^\d+$/.test(port) && Number(port) < 65_536)) throw new Error('Invalid port.')
  return { host: colon < 0 ? text : text.slice(0, colon), port }
}

function hostMatcher(text: string): (host: string) => boolean {
  if (text === '' || text === '*.') throw new Error('Host can not be empty.')
  if (text === '*') return () => true
  const isDomain = text.startsWith('*.')
  const named = isDomain ? text.slice(2) : text
  if (named.includes('*')) throw new Error('Invalid host wildcard.')
  if (!URL.canParse(`http://${named}/`)) throw new Error('Invalid host.')
  const { hostname } = new URL(`http://${named}/`)
  return host => host === hostname || (isDomain && host.endsWith(`.${hostname}`))
}

interface Parts {
  /** `*` is http and https. */
  readonly scheme: string
  readonly isHost: (host: string) => boolean
  readonly port: string
  readonly path: string
}

function matcher({ scheme, isHost, port, path }: Parts): UrlPattern {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
  const isPath = new RegExp(`^${escaped}$`, 's')
  return text => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    const its = url.protocol.slice(0, -1)
    const isScheme = scheme === '*' ? its === 'http' || its === 'https' : its === scheme
    const itsPort = url.port === '' ? usualPorts[its] : url.port
    return (
      isScheme && isHost(url.hostname) && (port === '*' || port === itsPort) && isPath.test(url.pathname + url.search)
    )
  }
}
