import { describe, expect, it } from 'vitest'
import { addressParts } from './address-parts'

const written = (address: string) => addressParts(address).map(part => `${part.role}:${part.text}`)

describe('an address', () => {
  it.each([
    ['', []],
    ['encryption.info', ['name:encryption.info']],
    ['local.tgz.ve!/etc/hosts', ['layer:local.tgz.ve', 'folder:etc', 'name:hosts']],
    ['state.tgz!/local.tgz!/etc/rc.d/a', ['layer:state.tgz', 'layer:local.tgz', 'folder:etc', 'folder:rc.d', 'name:a']],
    ['local.tgz!/etc/hosts#2', ['layer:local.tgz', 'folder:etc', 'name:hosts#2']],
    ['a/b.tgz!/c', ['folder:a', 'layer:b.tgz', 'name:c']],
  ])('%j is taken apart', (address, parts) => {
    expect(written(address)).toEqual(parts)
  })
})
