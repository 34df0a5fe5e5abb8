// The double's schemes of our own: registered once and early, handled once, answered by responses only.
// Source: https://www.electronjs.org/docs/latest/api/protocol, lib/browser/api/protocol.ts
import { after, before } from './ready'
import { stage } from './stage'
import { type Modelled, strict } from './strict'

const privileges: readonly string[] = [
  'standard',
  'secure',
  'bypassCSP',
  'allowServiceWorkers',
  'supportFetchAPI',
  'corsEnabled',
  'stream',
  'codeCache',
  'allowExtensions',
] satisfies readonly (keyof Electron.Privileges)[]

let isRegistered = false

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: readonly Electron.CustomScheme[]) => {
    before('protocol.registerSchemesAsPrivileged')
    if (!Array.isArray(schemes)) throw new Error('Argument must be an array of custom schemes.')
    if (isRegistered) throw new Error('electron double: protocol.registerSchemesAsPrivileged a second time')
    for (const { scheme, privileges: wanted = {} } of schemes) {
      if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) throw new Error(`electron double: "${scheme}" is not a scheme`)
      const unknown = Object.keys(wanted).filter(name => !privileges.includes(name))
      if (unknown.length > 0) throw new Error(`electron double: there is no privilege ${unknown.join()}`)
    }
    isRegistered = true
    stage.schemes.push(...schemes)
  },
  handle: (scheme: string, handler: (request: Request) => unknown) => {
    after('protocol.handle')
    if (stage.pages.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    stage.pages.set(scheme, async request => {
      const response = await handler(request)
      if (!(response instanceof Response)) throw new Error(`net::ERR_UNEXPECTED: no response for ${request.url}`)
      return response
    })
  },
} satisfies Modelled<Electron.Protocol>)
