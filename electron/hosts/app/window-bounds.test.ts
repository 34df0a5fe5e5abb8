import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WindowBounds } from './window-bounds'

interface FakeDisplay {
  readonly label: string
  readonly size: { readonly width: number; readonly height: number }
  readonly scaleFactor: number
  readonly workArea: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

const panel: FakeDisplay = {
  label: 'Panel',
  size: { width: 1440, height: 900 },
  scaleFactor: 2,
  workArea: { x: 0, y: 25, width: 1440, height: 875 },
}
const desk: FakeDisplay = {
  label: 'Desk',
  size: { width: 2560, height: 1440 },
  scaleFactor: 1,
  workArea: { x: 1440, y: 0, width: 2560, height: 1400 },
}
let displays: readonly FakeDisplay[] = []
vi.mock('electron', () => ({
  screen: {
    getAllDisplays: () => displays,
    getDisplayMatching: ({ x }: { x: number }) => (x >= 1440 ? desk : panel),
  },
}))

let folder: string
let bounds: WindowBounds
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-bounds-'))
  bounds = new WindowBounds(folder)
  displays = [panel, desk]
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the place of a window', () => {
  it('is chosen by the system the first time', () => {
    expect(bounds.next(0)).toEqual({ bounds: { width: 1280, height: 820 }, maximized: false })
  })

  it('is where the last one was', () => {
    bounds.remember({ x: 1500, y: 100, width: 1300, height: 900 }, true)
    expect(bounds.next(0)).toEqual({ bounds: { x: 1500, y: 100, width: 1300, height: 900 }, maximized: true })
  })

  it('is on the remaining display, where it was last on it, when the other one is gone', () => {
    bounds.remember({ x: 30, y: 45, width: 1000, height: 700 }, false)
    bounds.remember({ x: 1500, y: 100, width: 1300, height: 900 }, false)
    displays = [panel]
    expect(bounds.next(0).bounds).toEqual({ x: 30, y: 45, width: 1000, height: 700 })
    displays = [desk]
    expect(bounds.next(0).bounds).toEqual({ x: 1500, y: 100, width: 1300, height: 900 })
  })

  it('moves with its display', () => {
    bounds.remember({ x: 1500, y: 100, width: 1300, height: 900 }, false)
    displays = [panel, { ...desk, workArea: { ...desk.workArea, x: -2560 } }]
    expect(bounds.next(0).bounds).toMatchObject({ x: -2500, y: 100 })
  })

  it('is beside other windows, and never off the screen or larger than the screen', () => {
    bounds.remember({ x: 0, y: 25, width: 1000, height: 700 }, false)
    expect(bounds.next(2).bounds).toMatchObject({ x: 56, y: 81 })
    expect(bounds.next(100).bounds).toEqual({ x: 440, y: 200, width: 1000, height: 700 })
    bounds.remember({ x: -900, y: -400, width: 5000, height: 300 }, false)
    expect(bounds.next(0).bounds).toEqual({ x: 0, y: 25, width: 1440, height: 600 })
  })

  it('is ignored if the file is not valid', () => {
    writeFileSync(join(folder, 'window-bounds.json'), '{"version":1,"places":[{"display":"Panel","x":1e99}]}')
    expect(bounds.next(0).bounds).toEqual({ width: 1280, height: 820 })
  })

  it('can be unwritable: the window closes all the same', () => {
    writeFileSync(join(folder, 'blocked'), '')
    const blocked = new WindowBounds(join(folder, 'blocked'))
    expect(() => blocked.remember({ x: 0, y: 0, width: 900, height: 600 }, false)).not.toThrow()
    expect(blocked.next(0).bounds).toEqual({ width: 1280, height: 820 })
  })
})
