// The Chromium of the tests: the system's where it has one, else the one that Playwright fetched.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The system's Chromium; undefined where Playwright's own is meant. */
export const systemChromium: string | undefined = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync)

/** Absolute path of a Chromium that can be started; null where there is none. */
export function chromiumPath(): string | null {
  const path = systemChromium ?? chromium.executablePath()
  return existsSync(path) ? path : null
}
