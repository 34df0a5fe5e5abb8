// The Chromium of the tests: the system's where it has one, else the one that Playwright fetched.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** With windows and extensions. */
const whole = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** The system's Chromium for pages alone: without any window it takes a quarter less of the processor. Undefined where Playwright's own is meant. */
export const systemChromium: string | undefined = ['/usr/bin/chromium-headless-shell'].find(existsSync) ?? whole

/** Absolute path of a whole Chromium that can be started; null where there is none. */
export function chromiumPath(): string | null {
  const path = whole ?? chromium.executablePath()
  return existsSync(path) ? path : null
}
