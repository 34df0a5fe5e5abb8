import { describe, expect, it } from 'vitest'
import { differs, isSure, nothingTyped } from './new-password'

describe('a new password', () => {
  it('is sure once it was typed twice in the same way, or was seen', () => {
    expect(isSure({ password: 'new Words', repeated: '', seen: false })).toBe(false)
    expect(isSure({ password: 'new Words', repeated: 'new words', seen: false })).toBe(false)
    expect(isSure({ password: 'new Words', repeated: 'new Words', seen: false })).toBe(true)
    expect(isSure({ password: 'new Words', repeated: '', seen: true })).toBe(true)
    expect(isSure({ ...nothingTyped, seen: true })).toBe(false)
    expect(isSure(nothingTyped)).toBe(false)
  })

  it('says that the two differ as soon as more typing cannot make them equal', () => {
    expect(differs({ password: 'new Words', repeated: 'new W', seen: false })).toBe(false)
    expect(differs({ password: 'new Words', repeated: 'new w', seen: false })).toBe(true)
    expect(differs({ password: 'new Words', repeated: 'new Words2', seen: false })).toBe(true)
    expect(differs({ password: 'new Words', repeated: 'x', seen: true })).toBe(false)
  })
})
