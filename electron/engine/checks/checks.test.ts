// Every check with a backup on which it fires and one on which it stays quiet; the rest of the backup is sound, so that nothing else fires.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type CheckId, checkIds } from '../../../shared/findings/check-ids'
import { errorCodes } from '../../../shared/model/errors'
import { findingKinds } from '../../../shared/findings/kinds'
import { bundleFindings } from '../../../shared/findings/bundle'
import { settingsFindings } from '../../../shared/findings/settings'
import { tarFindings } from '../../../shared/findings/tar'
import { isOfError } from '../../../shared/model/finding'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../testing/archives/has-program'
import {
  configBundle,
  esxConf,
  file,
  hostFiles,
  info,
  plainState,
  sealed,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { visorArchive } from '../../../testing/archives/tar-blocks'
import { needs } from '../../../testing/needs'
import { makeBackup, shapeNames } from '../../../testing/fixtures/backups'
import { schemasOf, storeOf } from '../../../testing/settings/stores'
import { type Bytes, bytesOf, toUint8Array } from '../codecs/bytes'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import type { NewMember } from '../codecs/tar-write'
import { newEncryptionInfo, sealLocal, unsealLocal } from '../edits/sealing'
import { Document } from '../document/document'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, RUI_CERTIFICATE_PATH, RUI_KEY_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { engineEdits } from '../edits/edits'
import { selfSignedPair } from '../guides/self-signed'
import { backupFindings, checkBackup, entryFindings, layerFindings } from './findings'
import { checks } from './registry'

const pair = await selfSignedPair(['esx01.example'], 3650, new Date())
const store = file(CONFIGSTORE_PATH, await storeOf([{ path: 'esx/a/b', user: { x: 1 } }]))
const schemas = file(SCHEMA_STORE_PATH, await schemasOf({ 'esx/a/b': { type: 'object' } }))
const innerInfo = file('etc/vmware/encryption.info', info)
const sound: readonly NewMember[] = [
  ...hostFiles.filter(({ name }) => !name.includes('/rui.')),
  file(RUI_KEY_PATH, pair.key, { mode: 0o400 }),
  file(RUI_CERTIFICATE_PATH, pair.certificate),
  store,
  schemas,
  innerInfo,
]
/** The sound backup with other files in the place of some. */
const withFiles = async (files: Readonly<Record<string, string | Uint8Array>>) =>
  state([
    ...sound.filter(({ name }) => !(name in files)),
    ...Object.entries(files).map(([name, content]) => file(name, content, { mode: 0o600 })),
  ])
const bundleWith = (manifest: string) => tgz([file('Manifest.txt', manifest), file('state.tgz', plainState(sound))])
const conf = (more: string) => ({ [ESX_CONF_PATH]: `${esxConf}${more}` })
const shadow = (text: string) => ({ 'etc/shadow': text })
const network = (port: string, more = '') =>
  conf(
    `/net/pnic/child[0000]/name = "vmnic0"\n/net/vswitch/child[0000]/name = "vSwitch0"\n/net/vswitch/child[0000]/uplinks/child[0000]/pnic = "vmnic0"\n` +
      `/net/vswitch/child[0000]/portgroup/child[0000]/name = "Management Network"\n/net/vmkernelnic/child[0000]/name = "vmk0"\n` +
      `/net/vmkernelnic/child[0000]/tags/1 = "management"\n/net/vmkernelnic/child[0000]/portgroup = "Management Network"\n${port}${more}`,
  )
const vmk0 = (key: string, value: string) => `/net/vmkernelnic/child[0000]/${key} = "${value}"\n`
const fixed = vmk0('dhcp', 'false') + vmk0('ipv4address', '192.0.2.10') + vmk0('ipv4netmask', '255.255.255.0')
const without = (name: string) => sound.filter(member => member.name !== name)
const open = (bytes: Bytes | Uint8Array) =>
  Document.open(bytes instanceof Uint8Array ? bytesOf(bytes) : bytes, { name: 'state.tgz' })
const state = async (files: readonly NewMember[]) => open(plainState(files))
const sealedOf = async (files: readonly NewMember[]) => open(sealedState(files))
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

/** A sound state, edited before it is checked. */
async function edited(edit: (document: Document) => Promise<void>, make = state): Promise<Document> {
  const document = await make(sound)
  await edit(document)
  return document
}
const chmod = (address: string, mode: number) => async (document: Document) =>
  document.chmod(await document.resolve(address), mode)

interface Case {
  /** What is found: severity and address. */
  readonly fires: readonly (readonly [title: string, make: () => Promise<Document>, found: readonly string[]])[]
  readonly quiet: readonly (readonly [title: string, make: () => Promise<Document>])[]
}

const inner = (bytes: Uint8Array) => tgz([file('local.tgz', bytes)])
const innerTgz = async () => tgz(sound)

const cases: { readonly [I in CheckId]: Case } = {
  'not-a-host-state': {
    fires: [['an archive of something else', async () => open(tgz([file('notes.txt', 'x')])), ['error ']]],
    quiet: [
      ['a bare local.tgz', async () => open(tgz(sound))],
      [
        'an archive that is cut off before local.tgz could come',
        async () => {
          const noise = file('notes.bin', randomBytes(4096))
          return open(tgz([file('notes.txt', 'x'), noise, file('local.tgz', tgz(sound))]).slice(0, 2000))
        },
      ],
    ],
  },
  'local-archive': {
    fires: [
      ['a name in capitals', async () => open(tgz([file('LOCAL.TGZ', tgz(sound))])), ['error LOCAL.TGZ']],
      [
        'a folder around it, as after packing from the wrong place',
        async () => open(tgz([file('temp/local.tgz', tgz(sound))])),
        ['error temp/local.tgz'],
      ],
      [
        'an envelope under another name',
        async () => open(tgz([file('encryption.info', info), file('local.ve', sealed(sound))])),
        ['error local.ve'],
      ],
      ['text under the right name', async () => open(tgz([file('local.tgz', 'oops')])), ['error local.tgz']],
      [
        'a configBundle whose state.tgz holds none',
        async () => open(configBundle(tgz([file('jumpstrt.gz', 'x')]))),
        ['error state.tgz'],
      ],
      [
        'both kinds',
        async () =>
          open(
            tgz([file('encryption.info', info), file('local.tgz', tgz(sound)), file('local.tgz.ve', sealed(sound))]),
          ),
        ['warning local.tgz.ve'],
      ],
    ],
    quiet: [
      ['a plain state', () => state(sound)],
      ['a sealed state', () => sealedOf(sound)],
      ['another archive without anything that looks like it', async () => open(tgz([file('a.tgz', 'x')]))],
    ],
  },
  'host-certificate': {
    fires: [
      [
        'an empty key and no certificate',
        () =>
          state([
            ...without('etc/vmware/ssl/rui.key').filter(one => !one.name.endsWith('rui.crt')),
            file('etc/vmware/ssl/rui.key', ''),
          ]),
        ['error local.tgz!/etc/vmware/ssl/rui.key', 'error local.tgz'],
      ],
      [
        'a key that a later entry of its name empties',
        () => state([...sound, file('etc/vmware/ssl/rui.key', '')]),
        ['error local.tgz!/etc/vmware/ssl/rui.key#2'],
      ],
    ],
    quiet: [
      ['both there', () => state(sound)],
      ['paths that begin with ./', () => state(sound.map(one => ({ ...one, name: `./${one.name}` })))],
      ['a layer that is sealed by a TPM', async () => open(tpmState(sound))],
      [
        'a layer that is cut off, in which they may have come later',
        async () => open(await inner((await innerTgz()).subarray(0, 200))),
      ],
    ],
  },
  'config-store': {
    fires: [
      ['a sealed state without var', () => sealedOf(without(CONFIGSTORE_PATH)), ['error local.tgz.ve']],
      ['a plain state whose esx.conf says 7.0.2', () => state(without(CONFIGSTORE_PATH)), ['error local.tgz']],
    ],
    quiet: [
      ['the store in its place', () => sealedOf(sound)],
      [
        'a host of 6.7',
        () =>
          state(
            without(CONFIGSTORE_PATH).map(one =>
              one.name.endsWith('esx.conf') ? file(one.name, '/resourceGroups/version = "6.7.0"\n') : one,
            ),
          ),
      ],
      [
        'a host that does not say its release',
        () => state(without(CONFIGSTORE_PATH).filter(one => !one.name.endsWith('esx.conf'))),
      ],
    ],
  },
  'encryption-info-copies': {
    fires: [
      [
        'another copy inside',
        () => sealedOf([...without(innerInfo.name), file(innerInfo.name, 'mode = "NONE"\n')]),
        ['warning local.tgz.ve!/etc/vmware/encryption.info'],
      ],
    ],
    quiet: [
      ['the same copy inside', () => sealedOf(sound)],
      ['no copy inside', () => sealedOf(without(innerInfo.name))],
      ['a plain state with a copy inside', () => state(sound)],
    ],
  },
  'seal-changed': {
    fires: [
      ['a seal that was taken off', () => edited(unsealLocal, sealedOf), ['warning local.tgz']],
      [
        'a seal that was put on',
        () => edited(document => sealLocal(document, newEncryptionInfo())),
        ['warning local.tgz.ve'],
      ],
    ],
    quiet: [
      ['a sealed backup', () => sealedOf(sound)],
      ['a plain backup', () => state(sound)],
    ],
  },
  'outside-etc-and-var': {
    fires: [
      ['a file beside etc', () => state([...sound, file('tmp/left', 'x')]), ['warning local.tgz!/tmp/left']],
      [
        'all of it in a folder',
        () => state(sound.map(one => ({ ...one, name: `temp/local/${one.name}` }))),
        ['error local.tgz!/temp/local/etc/vmware/esx.conf'],
      ],
    ],
    quiet: [
      ['etc and var', () => state(sound)],
      [
        './ before them, and a directory entry for it',
        () =>
          state([
            { name: './', typeflag: '5', mode: 0o755, mtime: 0 },
            ...sound.map(one => ({ ...one, name: `./${one.name}` })),
          ]),
      ],
      ['/ before them', () => state(sound.map(one => ({ ...one, name: `/${one.name}` })))],
    ],
  },
  'envelope-mode': {
    fires: [
      [
        'a state of a TPM host that a key opens',
        async () =>
          Document.open(bytesOf(tpmState(sound)), { name: 'state.tgz', keys: [await keyOfInfo(info, defaultLimits)] }),
        ['note encryption.info'],
      ],
      [
        'a mode that nobody knows',
        async () => open(tgz([file('encryption.info', 'mode = "CLOUD"\n'), file('local.tgz.ve', sealed(sound))])),
        ['warning encryption.info'],
      ],
    ],
    quiet: [
      ['mode NONE', () => sealedOf(sound)],
      ['a plain state', () => state(sound)],
      ['a state of a TPM host without its key, which is told of the layer', async () => open(tpmState(sound))],
    ],
  },
  'name-too-long': {
    fires: [
      [
        'a part of a path that no file system holds',
        () => state([...sound, file(`etc/${'é'.repeat(128)}`, 'x')]),
        [`warning local.tgz!/etc/${'é'.repeat(128)}`],
      ],
    ],
    quiet: [
      ['the longest part that there is', () => state([...sound, file(`etc/${'a'.repeat(255)}`, 'x')])],
      ['a long path of short parts', () => state([...sound, file(`etc/${'long-name/'.repeat(40)}file`, 'x')])],
    ],
  },
  'path-prefix': {
    fires: [
      ['every path with ./', () => state(sound.map(one => ({ ...one, name: `./${one.name}` }))), ['warning local.tgz']],
      ['one absolute path', () => state([...sound, file('/etc/motd', 'x')]), ['warning local.tgz!//etc/motd']],
      ['the container itself', async () => open(tgz([file('./local.tgz', tgz(sound))])), ['warning ./local.tgz']],
    ],
    quiet: [['plain paths', () => state(sound)]],
  },
  'duplicate-name': {
    fires: [
      ['a second hosts', () => state([...sound, file('etc/hosts', 'later')]), ['warning local.tgz!/etc/hosts#2']],
    ],
    quiet: [['names that differ in case', () => state([...sound, file('etc/HOSTS', 'x')])]],
  },
  't-flag-lost': {
    fires: [
      ['an edit that takes it', () => edited(chmod('etc/random-seed', 0o600)), ['warning local.tgz!/etc/random-seed']],
    ],
    quiet: [
      ['an edit that keeps it', () => edited(chmod('etc/random-seed', 0o1644))],
      ['an edit of a file that never had it', () => edited(chmod('etc/hosts', 0o600))],
    ],
  },
  'carriage-returns': {
    fires: [
      [
        'a script and a file of values',
        () =>
          state([
            ...sound,
            file('etc/rc.local.d/local.sh', '#!/bin/sh\r\nexit 0\r\n'),
            file('etc/ntp.conf', 'server a\r\nserver b\n'),
          ]),
        ['error local.tgz!/etc/rc.local.d/local.sh', 'warning local.tgz!/etc/ntp.conf'],
      ],
      [
        'accounts',
        () => state([...sound, file('etc/passwd', 'root:x:0:0::/:/bin/sh\r\n')]),
        ['error local.tgz!/etc/passwd'],
      ],
    ],
    quiet: [
      ['LF, and a CR that ends no line', () => state([...sound, file('etc/motd', 'a\rb\n')])],
      [
        'XML, JSON and certificates',
        () =>
          state([
            ...sound,
            file('etc/vmware/a.xml', '<a>\r\n</a>\r\n'),
            file('etc/vmware/a.json', '{}\r\n'),
            file('etc/vmware/ssl/b.pem', '-----BEGIN CERTIFICATE-----\r\n'),
          ]),
      ],
      ['a file that is not text', () => state([...sound, file('etc/blob', Uint8Array.of(0, 13, 10, 0, 255))])],
      ['a text outside etc', () => state([...sound, file('var/log/x', 'a\r\n')])],
    ],
  },
  'byte-order-mark': {
    fires: [
      [
        'UTF-8',
        () => state([...sound, file('etc/motd', '\ufeffhello\n'), file('etc/profile', '\ufeff#!/bin/sh\n')]),
        ['warning local.tgz!/etc/motd', 'error local.tgz!/etc/profile'],
      ],
      [
        'UTF-16 of either order',
        () => state([...sound, file('etc/hosts.old', utf16('127.0.0.1')), file('etc/b', utf16('127.0.0.1').swap16())]),
        ['error local.tgz!/etc/hosts.old', 'error local.tgz!/etc/b'],
      ],
    ],
    quiet: [
      ['no mark', () => state(sound)],
      ['XML, which may have one', () => state([...sound, file('etc/a.xml', '\ufeff<?xml version="1.0"?><a/>')])],
      [
        'a random file that begins so',
        () => state([...sound, file('etc/seed', Uint8Array.of(0xff, 0xfe, 1, 2, 3, 4))]),
      ],
    ],
  },
  'gzip-members': {
    fires: [
      [
        'two members one after the other',
        async () => {
          const tar = toUint8Array((await open(plainState(sound))).root.content)
          return open(Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]))
        },
        ['note '],
      ],
    ],
    quiet: [['one member', () => state(sound)]],
  },
  'gzip-padding': {
    fires: [
      ['zeros after it', async () => open(Buffer.concat([plainState(sound), new Uint8Array(512)])), ['note ']],
      [
        'zeros after the inner one',
        async () => open(await inner(Buffer.concat([await innerTgz(), new Uint8Array(100)]))),
        ['note local.tgz'],
      ],
    ],
    quiet: [['none', () => state(sound)]],
  },
  'gzip-trailing': {
    fires: [['text after it', async () => open(Buffer.concat([plainState(sound), Buffer.from('x')])), ['warning ']]],
    quiet: [['none', () => state(sound)]],
  },
  'certificate-pair': {
    fires: [
      [
        'a file that is not a certificate',
        () => withFiles({ [RUI_CERTIFICATE_PATH]: 'x' }),
        [`error local.tgz!/${RUI_CERTIFICATE_PATH}`],
      ],
      ['a file that is not a key', () => withFiles({ [RUI_KEY_PATH]: 'x' }), [`error local.tgz!/${RUI_KEY_PATH}`]],
      [
        'the key of another',
        async () => withFiles({ [RUI_KEY_PATH]: (await selfSignedPair(['x'], 1, new Date())).key }),
        [`error local.tgz!/${RUI_CERTIFICATE_PATH}`],
      ],
      ...(['2001-01-01', '2099-01-01'] as const).map(
        day =>
          [
            `a pair of ${day}`,
            async () => {
              const { certificate, key } = await selfSignedPair(['x'], 100, new Date(day))
              return withFiles({ [RUI_CERTIFICATE_PATH]: certificate, [RUI_KEY_PATH]: key })
            },
            [`warning local.tgz!/${RUI_CERTIFICATE_PATH}`],
          ] as const,
      ),
      [
        'a pair that ends next week',
        async () => {
          const { certificate, key } = await selfSignedPair(['x'], 7, new Date())
          return withFiles({ [RUI_CERTIFICATE_PATH]: certificate, [RUI_KEY_PATH]: key })
        },
        [`warning local.tgz!/${RUI_CERTIFICATE_PATH}`],
      ],
    ],
    quiet: [
      ['a pair', () => state(sound)],
      ['an empty file, which another check tells', () => withFiles({ [RUI_CERTIFICATE_PATH]: '' })],
    ],
  },
  'conf-essentials': {
    fires: [
      ['no esx.conf', async () => state(without(ESX_CONF_PATH)), ['warning local.tgz']],
      ['no UUID', () => withFiles({ [ESX_CONF_PATH]: '/a = "1"\n' }), [`warning local.tgz!/${ESX_CONF_PATH}`]],
    ],
    quiet: [['a UUID', () => state(sound)]],
  },
  'conf-not-read': {
    fires: [
      [
        'an edit of what ConfigStore has',
        async () => {
          const document = await withFiles({
            ...conf('/net/pnic/child[0000]/mac = "a"\n'),
            [CONFIGSTORE_PATH]: await storeOf([
              { path: 'esx/network/nics', identifier: 'vmnic0', user: { name: 'vmnic0' } },
            ]),
          })
          await document.openChain()
          await engineEdits.confSet.apply(document, null, { key: '/net/pnic/child[0000]/mac', value: 'b' })
          return document
        },
        [`warning local.tgz!/${ESX_CONF_PATH}`],
      ],
    ],
    quiet: [
      [
        'an edit of what esx.conf alone has',
        async () => {
          const document = await state(sound)
          await document.openChain()
          await engineEdits.confSet.apply(document, null, { key: '/net/pnic/child[0000]/mac', value: 'b' })
          return document
        },
      ],
    ],
  },
  accounts: {
    fires: [
      ['no root', () => withFiles(shadow('dcui:*:1:0:9:7:::\n')), ['error local.tgz!/etc/shadow']],
      [
        'a hash that no program makes',
        () => withFiles(shadow('root:secret:1:0:9:7:::\n')),
        ['error local.tgz!/etc/shadow'],
      ],
      ['no password', () => withFiles(shadow('root::1:0:9:7:::\n')), ['warning local.tgz!/etc/shadow']],
      [
        'a root without permission',
        async () =>
          withFiles({
            [CONFIGSTORE_PATH]: await storeOf([
              {
                path: 'esx/authorization/permissions',
                identifier: 'a',
                user: { principal: 'root', is_group: false, access_mode: 'ReadOnly' },
              },
            ]),
          }),
        [`warning local.tgz!/${CONFIGSTORE_PATH}`],
      ],
    ],
    quiet: [
      [
        'locked, x, and each form of crypt',
        () =>
          withFiles(
            shadow(
              'root:$6$salt$hash:1:0:9:7:::\na:*:1:0:9:7:::\nb:!$1$x$y:1:0:9:7:::\nc:x:1:0:9:7:::\nd:abJnggxhB/yWI:1:0:9:7:::\ne:$5$rounds=5000$s$h:1:0:9:7:::\n',
            ),
          ),
      ],
      ['no accounts at all', async () => state(without('etc/shadow'))],
    ],
  },
  management: {
    fires: [
      [
        'a port group that is not there',
        () => withFiles(network(fixed + vmk0('portgroup', 'Another'))),
        [`error local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'an interface that is off',
        () => withFiles(network(fixed + vmk0('enable', 'false'))),
        [`error local.tgz!/${ESX_CONF_PATH}`],
      ],
      ['no address', () => withFiles(network(vmk0('dhcp', 'false'))), [`error local.tgz!/${ESX_CONF_PATH}`]],
      [
        'an address, a mask and a gateway that cannot be',
        () =>
          withFiles(
            network(
              vmk0('dhcp', 'false') + vmk0('ipv4address', '192.0.2.256') + vmk0('ipv4netmask', '255.0.255.0'),
              '/net/routes/kernel/gateway = "192.0.2"\n',
            ),
          ),
        [`error local.tgz!/${ESX_CONF_PATH}`, `error local.tgz!/${ESX_CONF_PATH}`, `error local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'a gateway elsewhere',
        () => withFiles(network(fixed, '/net/routes/kernel/gateway = "198.51.100.1"\n')),
        [`warning local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'an address that is there twice',
        () =>
          withFiles(
            network(
              fixed,
              '/net/vmkernelnic/child[0001]/name = "vmk1"\n/net/vmkernelnic/child[0001]/dhcp = "false"\n/net/vmkernelnic/child[0001]/ipv4address = "192.0.2.10"\n',
            ),
          ),
        [`error local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'no uplink',
        () =>
          withFiles(
            conf(
              `${
                network(fixed)
                  [ESX_CONF_PATH]?.slice(esxConf.length)
                  .replace(/.*uplinks.*\n/, '') ?? ''
              }`,
            ),
          ),
        [`error local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'an uplink that no adapter is',
        () =>
          withFiles(
            conf(
              `${network(fixed)[ESX_CONF_PATH]?.slice(esxConf.length).replace('pnic = "vmnic0"', 'pnic = "vmnic7"') ?? ''}`,
            ),
          ),
        [`warning local.tgz!/${ESX_CONF_PATH}`],
      ],
    ],
    quiet: [
      ['a fixed address', () => withFiles(network(fixed, '/net/routes/kernel/gateway = "192.0.2.1"\n'))],
      ['DHCP', () => withFiles(network(vmk0('dhcp', 'true')))],
      ['no network at all', () => state(sound)],
    ],
  },
  'private-files': {
    fires: [
      [
        'a key that an edit opens to others',
        () => edited(chmod('rui.key', 0o644)),
        [`warning local.tgz!/${RUI_KEY_PATH}`],
      ],
      [
        'hashes that an edit opens to others',
        () => edited(chmod('etc/shadow', 0o1644)),
        ['warning local.tgz!/etc/shadow'],
      ],
    ],
    quiet: [['what the host itself wrote', () => state(sound)]],
  },
  'foreign-owner': {
    fires: [
      [
        'most files of another',
        async () => state(sound.map(member => ({ ...member, uid: 1000, gid: 1000 }))),
        [`note local.tgz!/${ESX_CONF_PATH}`],
      ],
      [
        'a file that an edit gave to another',
        () =>
          edited(async document =>
            document.chown(await document.resolve('etc/shadow'), { uid: 500, gid: 0, uname: '', gname: '' }),
          ),
        ['note local.tgz!/etc/shadow'],
      ],
    ],
    quiet: [
      [
        'one file of another',
        async () => state(sound.map((member, index) => (index === 0 ? { ...member, uid: 5 } : member))),
      ],
    ],
  },
  'release-modes': {
    fires: [
      [
        'a mode that 7.0.2 does not write, whoever gave it',
        async () => state(sound.map(one => (one.name === ESX_CONF_PATH ? { ...one, mode: 0o755 } : one))),
        [`note local.tgz!/${ESX_CONF_PATH}`],
      ],
      ['one that an edit gave', () => edited(chmod('etc/hosts', 0o600)), ['note local.tgz!/etc/hosts']],
    ],
    quiet: [
      ['the modes that it writes', () => state(sound)],
      ['the T flag besides', () => edited(chmod('etc/hosts', 0o1644))],
      [
        'a release of which they are not known',
        async () =>
          state(
            sound.map(one =>
              one.name === ESX_CONF_PATH
                ? file(ESX_CONF_PATH, esxConf.replace('"7.0.2"', '"8.0.2"'), { mode: 0o755 })
                : one,
            ),
          ),
      ],
    ],
  },
  'boot-bank-size': {
    fires: [
      [
        'more than a boot bank has room for',
        async () => open(tgz([file('local.tgz', tgz([...sound, file('var/large', randomBytes(101 * 1024 * 1024))]))])),
        ['warning '],
      ],
    ],
    quiet: [['a small state', () => state(sound)]],
  },
  manifest: {
    fires: [
      [
        'another release',
        async () => open(bundleWith('UUID=4C4C4544\nRELEASELEVEL=8.0.0\n')),
        ['warning Manifest.txt'],
      ],
      [
        'the words of another release',
        async () => open(bundleWith('UUID=4C4C4544\nRELEASELEVEL=VMware ESXi 6.7.0 Update 2\n')),
        ['warning Manifest.txt'],
      ],
      [
        'a Manifest without the two fields',
        async () => open(bundleWith('USEROPTS=\n')),
        ['warning Manifest.txt', 'warning Manifest.txt'],
      ],
      [
        'a bundle without a Manifest',
        async () => open(tgz([file('notes.txt', 'x'), file('state.tgz', plainState(sound))])),
        ['warning '],
      ],
    ],
    quiet: [
      [
        'the UUID of the machine, which is not that of esx.conf',
        async () => open(bundleWith('UUID=4C4C4544\nRELEASELEVEL=7.0.2\n')),
      ],
      ['the release in words', async () => open(bundleWith('UUID=4C4C4544\nRELEASELEVEL=VMware ESXi 7.0 Update 2\n'))],
      ['a state without a bundle around it', () => state(sound)],
      ['the same', async () => open(bundleWith('UUID=61C3F0AA-0b2e-4d5f-8a9b-0011223344aa\nRELEASELEVEL=7.0.2\n'))],
    ],
  },
  'visor-archive': {
    fires: [
      [
        'an archive of the boot bank',
        async () => open(visorArchive([{ name: 'etc/vmware/esx.conf', content: 'x' }])),
        ['note '],
      ],
    ],
    quiet: [['a tar', () => state(sound)]],
  },
  'single-file': {
    fires: [['useropts.gz', async () => open(gzipSync('kernelopts')), ['note state']]],
    quiet: [['a gzip of a tar', () => state(sound)]],
  },
}

const found = async (document: Document, id: CheckId) =>
  (await checkBackup(document))
    .filter(({ code }) => code === id)
    .map(({ severity, place }) => `${severity} ${place.address ?? ''}`)

describe.each(checkIds)('the check %s', id => {
  test.each(cases[id].fires)('fires on %s', async (_title, make, expected) => {
    expect(await found(await make(), id)).toEqual(expected)
  })

  test.each(cases[id].quiet)('stays quiet on %s', async (_title, make) => {
    expect(await found(await make(), id)).toEqual([])
  })

  test('says what it is, why, and where that is known from', () => {
    const check = checks[id]
    expect(check.id).toBe(id)
    expect(check.explanation).toMatch(/^[A-Z.].{20,}\.$/s)
    expect(check.source.length).toBeGreaterThan(5)
  })
})

describe('a check of everything', () => {
  test('finds nothing in a sound backup', async () => {
    expect(await checkBackup(await state(sound))).toEqual([])
    expect(await checkBackup(await sealedOf(sound))).toEqual([])
  })

  test.each(shapeNames)('finds no error in the generated backup %s', async shape => {
    const findings = await checkBackup(await open((await makeBackup(shape)).bytes))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('finds nothing in the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    for (const name of ['state.tgz', 'state-plain.tgz'])
      expect(await checkBackup(await open(readGenuine(name)))).toEqual([])
  })

  test('tells damage of the layers that a host reads, with the code of the error', async () => {
    const cut = await open(await inner((await innerTgz()).subarray(0, 200)))
    expect(await checkBackup(cut)).toMatchObject([
      { code: 'GZIP_TRUNCATED', severity: 'error', place: { address: 'local.tgz' } },
    ])
    expect(await checkBackup(await open(tpmState(sound)))).toMatchObject([
      { code: 'SEALED_TPM', severity: 'warning', place: { address: 'local.tgz.ve' } },
    ])
  })

  test('opens no archive that a host does not read', async () => {
    const document = await state([...sound, file('etc/odd.gz', gzipSync('x')), file('var/odd.tgz', tgz(sound))])
    await checkBackup(document)
    expect(document.layers().map(({ label }) => label)).toEqual(['state.tgz', 'local.tgz'])
  })

  test('sees what an edit has changed', async () => {
    const document = await state(sound)
    expect(await checkBackup(document)).toEqual([])
    document.remove(await document.resolve('rui.crt'))
    expect(await found(document, 'host-certificate')).toEqual(['error local.tgz'])
    document.undo()
    expect(await checkBackup(document)).toEqual([])
  })

  test('stops when it is cancelled', async () => {
    const document = await open(plainState(sound))
    const signal = AbortSignal.abort()
    await expect(checkBackup(document, { signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

test(
  'busybox unpacks the longest name that is let through, and stops at the one that is told',
  needs(hasProgram('busybox'), 'busybox'),
  () => {
    for (const [length, failed] of [
      [255, false],
      [256, true],
    ] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'long-names-'))
      const members = [file(`etc/${'a'.repeat(length)}`, 'x'), file('etc/after', 'x')]
      const { status } = spawnSync('busybox', ['tar', 'xzf', '-', '-C', folder], { input: tgz(members) })
      expect([length, status !== 0, existsSync(join(folder, 'etc/after'))]).toEqual([length, failed, !failed])
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test('an entry without a finding shares one empty list with all others', async () => {
  const document = await state(sound)
  const [a, b] = document.root.entries().flatMap(entry => [entryFindings(entry), entryFindings(entry)])
  expect(a).toBe(b)
  expect(layerFindings(document.root)).toEqual([])
})

test('line ends in CR LF are mended, and nothing else of the file', async () => {
  const document = await withFiles(shadow('root:*:1:0:9:7:::\r\nother\r:*:1:0:9:7:::\r\n'))
  const [finding] = (await checkBackup(document)).filter(({ code }) => code === 'carriage-returns')
  await engineEdits.fix.apply(document, null, { check: 'carriage-returns', address: finding?.place.address ?? '' })
  const entry = await document.resolve('etc/shadow')
  expect(Buffer.from(toUint8Array(document.content(entry))).toString()).toBe(
    'root:*:1:0:9:7:::\nother\r:*:1:0:9:7:::\n',
  )
})

test('a fix makes its check quiet, as one step of undo, and a check without one refuses', async () => {
  for (const [address, id, mode] of [
    [`local.tgz!/${RUI_KEY_PATH}`, 'private-files', 0o644],
    ['local.tgz!/etc/random-seed', 't-flag-lost', 0o600],
    ['local.tgz!/etc/hosts', 'release-modes', 0o600],
  ] as const) {
    const document = await edited(chmod(address, mode))
    const [finding] = (await checkBackup(document)).filter(({ code }) => code === id)
    expect(finding?.fix).toBe(checks[id].fix?.label)
    await engineEdits.fix.apply(document, null, { check: id, address: finding?.place.address ?? '' })
    expect(await found(document, id)).toEqual([])
    document.undo()
    expect(await found(document, id)).toHaveLength(1)
    await expect(engineEdits.fix.apply(document, null, { check: 'accounts', address })).rejects.toMatchObject({
      code: 'NO_FIX',
    })
  }
})

test('single checks of the backup can be asked for', async () => {
  const document = await open(tgz([file('notes.txt', 'x')]))
  expect(backupFindings(document, ['not-a-host-state', 'host-certificate']).map(({ code }) => code)).toEqual([
    'not-a-host-state',
  ])
})

test('no code means two things', () => {
  const tables = [tarFindings, bundleFindings, settingsFindings].flatMap(table => Object.keys(table))
  const codes = [...tables, ...checkIds, ...Object.keys(errorCodes)]
  expect(new Set(codes).size).toBe(codes.length)
  expect(Object.keys(findingKinds)).toHaveLength(tables.length)
})

test('a finding belongs to an error by code and place, whatever the words', () => {
  const where = { layer: 'local.tgz', offset: 512 }
  const told = { code: 'TAR_CHECKSUM', severity: 'error', place: where, message: 'one way to say it' } as const
  expect(isOfError(told, { code: 'TAR_CHECKSUM', where })).toBe(true)
  expect(isOfError(told, { code: 'TAR_CHECKSUM', where: { ...where, offset: 1024 } })).toBe(false)
  expect(isOfError(told, { code: 'TAR_HEADER', where })).toBe(false)
  expect(isOfError(told, null)).toBe(false)
})
