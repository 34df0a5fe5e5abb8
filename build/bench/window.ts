// The figures of the window: a Playwright project of its own measures them in Chromium and leaves them in a file.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** Times in milliseconds. */
export interface WindowFigures {
  /** Version of Chromium. */
  readonly chromium: string
  /** Of a page that was never loaded before: to the first paint, to the welcome screen, and the scripts that took (bytes). */
  readonly starting: {
    readonly paint: number
    readonly welcome: number
    readonly scripts: number
    readonly all: number
  }
  /** From the drop of a small backup to the painted tree; median. */
  readonly opening: number
  /** `work`: of the page's thread for one keystroke; the others from the key to the frame that shows it. */
  readonly typing: { readonly work: number; readonly median: number; readonly worst: number }
  readonly scrolling: {
    readonly frames: number
    readonly over: number
    readonly median: number
    readonly worst: number
  }
  /** From a key in the filter over 20,000 settings to the frame that shows what it finds. */
  readonly settings: { readonly median: number; readonly worst: number }
  /** The same over 100,000 keys of an esx.conf. */
  readonly keys: { readonly median: number; readonly worst: number }
  /** From the click on its tab to the drawn map of 30 port groups; median. */
  readonly map: number
}

const project = resolve(import.meta.dirname, '../..')
/** Where e2e/bench leaves what it measured. */
export const windowFigures = resolve(project, 'out/bench/window.json')

/** Runs the measurement. Null where it could not run; it has then said why. */
export function measureWindow(): WindowFigures | null {
  rmSync(windowFigures, { force: true })
  spawnSync('npx', ['playwright', 'test', '--project=bench', '--reporter=line'], { cwd: project, stdio: 'inherit' })
  if (!existsSync(windowFigures)) return null
  const figures: WindowFigures = JSON.parse(readFileSync(windowFigures, 'utf8'))
  return figures
}
