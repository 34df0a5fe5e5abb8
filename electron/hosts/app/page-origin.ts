// Where the window's page comes from: our own scheme, or the development server of `npm run dev`.
import { app } from 'electron'

export const scheme = 'bootbank'
const origin = `${scheme}://app`

/** The address the window loads. */
export function pageUrl(): string {
  return developmentServer() ?? `${origin}/`
}

/** Whether an address is a page of ours. */
export function isOurPage(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  const server = developmentServer()
  if (server !== null && `${protocol}//${host}` === new URL(server).origin) return true
  return `${protocol}//${host}` === origin
}

/** Set by electron-vite while developing; a packaged program does not look at it. */
function developmentServer(): string | null {
  return app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
}
