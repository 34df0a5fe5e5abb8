import { describe, expect, it } from 'vitest'
import { isSimilarName } from './similar-name'

describe('a name that somebody may have meant', () => {
  it.each([
    ['hosts', 'host'],
    ['hosts', 'hsots'],
    ['krb5.conf', 'KRB5.CONF'],
    ['resolv.conf', 'resolve.conf'],
    ['esx.conf', 'exs.conf'],
  ])('%s for %s', (name, wanted) => expect(isSimilarName(name, wanted)).toBe(true))

  it.each([
    ['hosts', 'nope'],
    ['etc', 'var'],
    ['ntp.conf', 'esx.conf'],
    ['hosts', ''],
    ['rui.crt', 'rui.certificate'],
  ])('%s not for %s', (name, wanted) => expect(isSimilarName(name, wanted)).toBe(false))
})
