import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TourOffer } from './tour-offer'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-tour-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the offer of the tour', () => {
  it('stands until it is withdrawn, and is then withdrawn for the next start too', () => {
    const offer = new TourOffer(folder)
    expect(offer.stands()).toBe(true)
    offer.withdraw()
    expect(offer.stands()).toBe(false)
    expect(new TourOffer(folder).stands()).toBe(false)
  })

  it('stands where what was remembered cannot be read, and a folder that cannot be written is not an error', () => {
    writeFileSync(join(folder, 'tour.json'), '{"version":1')
    expect(new TourOffer(folder).stands()).toBe(true)
    const nowhere = new TourOffer(join(folder, 'tour.json'))
    expect(() => nowhere.withdraw()).not.toThrow()
    expect(nowhere.stands()).toBe(true)
  })
})
