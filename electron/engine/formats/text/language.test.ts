import { describe, expect, it } from 'vitest'
import { languageOf } from './language'

describe('the language of a text', () => {
  it.each([
    ['etc/vmware/esx.conf', '/system/uuid = "x"\n', 'esx-conf'],
    ['etc/vmware/hostd/pools.xml', '<ConfigRoot/>', 'xml'],
    ['etc/vmware/snmp', '<?xml version="1.0"?><config/>', 'xml'],
    ['etc/passwd', 'root:x:0:0::/:/bin/sh\n', 'accounts'],
    ['etc/.#shadow', 'root:*:18582:0:99999:7:::\n', 'accounts'],
    ['etc/vmware/ssl/rui.crt', '-----BEGIN CERTIFICATE-----\n', 'pem'],
    ['etc/vmware/ssl/whatever.conf', '-----BEGIN PRIVATE KEY-----\n', 'pem'],
    ['etc/vmware/ssl/castore.txt', 'nothing yet', 'plain'],
    ['etc/rc.local.d/local.sh', 'exit 0\n', 'shell'],
    ['etc/init.d/ntpd', '#!/bin/sh\n', 'shell'],
    ['etc/ntp.conf', 'server pool.example\n', 'properties'],
    ['etc/opt/thing', '{"a": [1, 2]}\n', 'json'],
    ['etc/opt/thing', '{ not json', 'plain'],
    ['etc/hosts', '127.0.0.1 localhost\n', 'plain'],
    ['state/renamed.txt', '/adv/Misc/HostName = "esx01"\n', 'esx-conf'],
  ])('%s starting %j is %s', (path, text, language) => {
    expect(languageOf(path, text)).toBe(language)
  })
})
