// Where windows were, for each display: on a laptop that was unplugged from its desk, windows come up where they were on its own panel.
// Places are kept relative to the display, because displays are rearranged. Trap: a display's id changes between starts on some
// systems, so displays are recognised by name and size.
import { type Display, type Rectangle, screen } from 'electron'
import { join } from 'node:path'
import { z } from 'zod'
import { SettingsFile } from '../../services/settings-file'

const smallest = { width: 900, height: 600 }
const usual = { width: 1280, height: 820 }
/** Displays that are remembered. */
const most = 12
/** Pixels by which a window is put beside another one. */
const step = 28

const place = z.strictObject({
  display: z.string().min(1).max(200),
  /** From the left and upper edge of the display's work area. */
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(100_000),
  height: z.int().min(200).max(100_000),
  maximized: z.boolean(),
})
const stored = z.strictObject({ version: z.literal(1), places: z.array(place).max(most) })

export interface WindowPlace {
  /** Size and, where it is known, place on the screen. */
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number }
  readonly maximized: boolean
}

/** Bounds by display, kept in a file of the data folder. */
export class WindowBounds {
  private readonly file: SettingsFile<z.infer<typeof stored>>

  constructor(dataDir: string) {
    this.file = new SettingsFile(join(dataDir, 'window-bounds.json'), stored, { version: 1, places: [] })
  }

  /** The place for a new window: the last one on a display that is there now. `others` windows are open already. */
  next(others: number): WindowPlace {
    const displays = screen.getAllDisplays()
    for (const { display: name, x, y, width, height, maximized } of this.file.read().places) {
      const display = displays.find(candidate => nameOf(candidate) === name)
      if (display) return { bounds: fitted(display.workArea, { x, y, width, height }, others), maximized }
    }
    return { bounds: usual, maximized: false }
  }

  /** Writes a window's place down. A failure does not keep the window from closing. */
  remember(bounds: Rectangle, maximized: boolean): void {
    const display = screen.getDisplayMatching(bounds)
    const { workArea } = display
    const name = nameOf(display)
    const others = this.file.read().places.filter(known => known.display !== name)
    const { width, height } = bounds
    const here = { display: name, x: bounds.x - workArea.x, y: bounds.y - workArea.y, width, height, maximized }
    try {
      this.file.write({ version: 1, places: [here, ...others].slice(0, most) })
    } catch {
      // The next window opens where new windows open.
    }
  }
}

function nameOf({ label, size, scaleFactor }: Display): string {
  return `${label.slice(0, 150)} ${size.width}x${size.height}@${scaleFactor}`
}

/** Bounds on the screen that show the whole window, `others` steps beside where it was. */
function fitted(area: Rectangle, was: Rectangle, others: number): Rectangle {
  const width = Math.min(Math.max(was.width, smallest.width), area.width)
  const height = Math.min(Math.max(was.height, smallest.height), area.height)
  const at = (offset: number, room: number) => Math.max(0, Math.min(offset + others * step, room))
  return { x: area.x + at(was.x, area.width - width), y: area.y + at(was.y, area.height - height), width, height }
}
