// Who may speak to the browser host. The page it serves holds a host's secrets, and any web page the user has open can send
// requests to 127.0.0.1: so each request must name us as Host (DNS rebinding), come from our own Origin (foreign pages),
// carry our cookie (other users of the machine), and a POST our own header (forms cannot set it).
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Gate {
  /** The one-time token for the printed address. */
  readonly token: string
  /** Exchanges the token for the session cookie; null when it is wrong or was used before. */
  exchange(token: string): string | null
  /** Why a request is turned away; null when it may pass. */
  refusal(request: GateRequest): string | null
  /** Whether Host and Origin are ours, cookie or not. */
  addressRefusal(request: GateRequest): string | null
}

export interface GateRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/** `port` is asked for with each request: it is known once the server listens. */
export function createGate(port: () => number): Gate {
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  let unused = true
  // Cookies ignore ports: two hosts on one machine must not overwrite each other's.
  const cookieName = () => `bootbank-${port()}`

  const addressRefusal = ({ method, headers }: GateRequest): string | null => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`]
    const { host, origin } = headers
    if (host === undefined || !hosts.includes(host)) return 'This address is not served here.'
    if (origin !== undefined && origin !== `http://${host}`) return 'Another site may not speak to Bootbank.'
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return 'Another site may not speak to Bootbank.'
    if (method !== 'POST') return null
    if (origin === undefined) return 'A request that changes something must name its origin.'
    return headers['x-bootbank'] === '1' ? null : 'The header x-bootbank is missing.'
  }

  return {
    token,
    exchange(offered) {
      if (!unused || !equal(offered, token)) return null
      unused = false
      return `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    addressRefusal,
    refusal(request) {
      const refused = addressRefusal(request)
      if (refused !== null) return refused
      return equal(cookieOf(request.headers, cookieName()), session)
        ? null
        : 'Open the address that the terminal shows.'
    },
  }
}

function cookieOf(headers: IncomingHttpHeaders, name: string): string {
  const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim())
  return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

/** Takes the same time wherever the texts differ. */
function equal(offered: string, expected: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
