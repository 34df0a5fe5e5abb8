import { describe, expect, it } from 'vitest'
import { layerPrefix, pathInLayer } from './path-in-layer'

describe('the path inside the layer', () => {
  it.each([
    ['local.tgz.ve!/etc/hosts', 'hosts', 'etc/hosts'],
    ['state.tgz!/local.tgz!/etc/hosts', 'hosts', 'etc/hosts'],
    ['encryption.info', 'encryption.info', 'encryption.info'],
    ['local.tgz!/etc/hosts#2', 'hosts', 'etc/hosts'],
    ['local.tgz!/etc/backup#2', 'backup#2', 'etc/backup#2'],
  ])('of %s is %s', (address, name, path) => {
    expect(pathInLayer({ address, name })).toBe(path)
  })

  it('follows the layer', () => {
    expect(layerPrefix('state.tgz!/local.tgz!/etc/hosts')).toBe('state.tgz!/local.tgz!/')
    expect(layerPrefix('etc/hosts')).toBe('')
  })
})
