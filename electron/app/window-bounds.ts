// Where the window was: a small JSON file, believed only if it still fits on a screen.
import { type Rectangle, screen } from 'electron'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const smallest = { width: 900, height: 600 }
const usual = { width: 1280, height: 820 }

const stored = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) })

/** Size and, if known, place for a new window. */
export function rememberedBounds(
  dataDir: string,
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  try {
    const bounds = stored.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
    const { workArea } = screen.getDisplayMatching(bounds)
    const width = Math.min(Math.max(bounds.width, smallest.width), workArea.width)
    const height = Math.min(Math.max(bounds.height, smallest.height), workArea.height)
    const isOnScreen = bounds.x + 100 < workArea.x + workArea.width && bounds.y + 50 < workArea.y + workArea.height
    return isOnScreen && bounds.x + width > workArea.x + 100 && bounds.y >= workArea.y
      ? { x: bounds.x, y: bounds.y, width, height }
      : { width, height }
  } catch {
    return usual
  }
}

/** Writes the bounds down. Not being able to is no reason to keep a window from closing. */
export function rememberBounds(dataDir: string, { x, y, width, height }: Rectangle): void {
  const file = fileIn(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(`${file}.tmp`, `${JSON.stringify({ x, y, width, height })}\n`, { mode: 0o600, flush: true })
    renameSync(`${file}.tmp`, file)
  } catch {
    // The next window opens where new windows open.
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'window-bounds.json')
}
