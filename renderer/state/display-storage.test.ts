import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { displayStorage } from './display-storage'

const desk = { width: 2560, height: 1440 }
const panel = { width: 1440, height: 900 }

function moveTo(screen: typeof desk): void {
  vi.stubGlobal('window', { screen })
}

beforeEach(() => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  })
  moveTo(desk)
})
afterEach(() => vi.unstubAllGlobals())

describe('what is remembered for a display', () => {
  it('is found again on it, whatever was remembered elsewhere since', () => {
    displayStorage.setItem('panes', 'wide')
    moveTo(panel)
    displayStorage.setItem('panes', 'narrow')
    expect(displayStorage.getItem('panes')).toBe('narrow')
    moveTo(desk)
    expect(displayStorage.getItem('panes')).toBe('wide')
  })

  it('is nothing on a new one', () => {
    displayStorage.setItem('panes', 'wide')
    moveTo(panel)
    expect(displayStorage.getItem('panes')).toBeNull()
  })

  it('is nothing where nothing may be stored', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('denied')
      },
    })
    displayStorage.setItem('panes', 'wide')
    expect(displayStorage.getItem('panes')).toBeNull()
  })
})
