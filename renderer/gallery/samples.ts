// Invented data for the gallery, in the shapes of the contract.
import { finding } from '../../shared/findings/finding'
import type { BundlePlan, BundleResult } from '../../shared/model/bundle'
import type { Change } from '../../shared/model/change'
import type { ErrorData } from '../../shared/model/errors'
import type { Finding } from '../../shared/model/finding'
import type { HostCard } from '../../shared/model/host-card'
import type { TreeNode } from '../../shared/model/node'
import type { NodeFacts } from '../../shared/model/preview'
import type { TreeRow } from '../state/tree-rows'

const hash = '4e0da0d25f8e74647fc63fd05dc1f3f11427d3f5c71e3865d5c294af4ca7503'
const layer = 'local.tgz.ve'

export const damage: ErrorData = {
  code: 'TAR_CHECKSUM',
  message: 'The tar header at byte 8704 has a wrong checksum. The archive is damaged from there on.',
  where: { layer, path: 'etc/resolv.conf', offset: 8704 },
}

export const sealed: ErrorData = {
  code: 'SEALED_TPM',
  message: 'The key of this backup is sealed by the TPM of the host and cannot be had offline.',
  where: { layer },
}

const plain: TreeNode = {
  id: 'plain',
  row: 'entry',
  name: 'hosts',
  address: `${layer}!/etc/hosts`,
  kind: 'file',
  size: 191,
  tFlag: false,
  opens: null,
  lock: 'none',
  expandable: false,
  change: null,
  problem: null,
  findings: [],
}
const duplicate: Finding = {
  code: 'duplicate-name',
  severity: 'warning',
  place: { layer },
  message: 'Entry 2 of this name; the last one wins on the host.',
}
const folder: Partial<TreeNode> = { kind: 'directory', size: null, expandable: true }

/** Level, node, whether it is expanded. */
const nodes: readonly (readonly [number, Partial<TreeNode>, boolean?])[] = [
  [1, { row: 'file', name: 'state.tgz', size: 33_500, opens: 'gzip', expandable: true, change: 'inside' }, true],
  [2, { name: layer, size: 41_000, opens: 'envelope', lock: 'sealed', expandable: true, change: 'inside' }, true],
  [3, { ...folder, name: 'etc', change: 'inside' }, true],
  [4, { ...folder, name: 'ssh' }],
  [4, { name: 'hosts', change: 'changed', size: 219 }],
  [4, { name: 'issue', change: 'added', size: 92 }],
  [4, { name: 'ntp.conf.old', change: 'renamed', size: 135, tFlag: true }],
  [4, { name: 'random-seed', size: 512, tFlag: true, findings: [duplicate] }],
  [4, { name: 'localtime', kind: 'symlink', size: 0 }],
  [4, { name: 'a-name-that-is-longer-than-the-pane-is-wide-and-so-ends-in-an-ellipsis.conf', size: 1_234_567 }],
  [2, { name: 'other.tgz', size: 8704, opens: 'gzip', expandable: true, problem: damage }],
  [2, { name: 'sealed.tgz.ve', size: 36_900, opens: 'envelope', lock: 'locked', problem: sealed }],
]

export const rows: readonly TreeRow[] = nodes.map(([level, node, expanded = false], index) => ({
  node: { ...plain, ...node, id: `node-${index}` },
  level,
  setSize: nodes.length,
  position: index + 1,
  parent: -1,
  expanded,
}))

const change: Change = {
  node: 'change',
  address: `${layer}!/etc/hosts`,
  before: `${layer}!/etc/hosts`,
  kinds: ['content'],
  mode: null,
  facts: [],
  size: { before: 191, after: 219 },
}

export const changes: readonly Change[] = [
  change,
  {
    ...change,
    node: 'added',
    address: `${layer}!/etc/issue`,
    before: null,
    kinds: ['added'],
    size: { before: null, after: 92 },
  },
  {
    ...change,
    node: 'renamed',
    address: `${layer}!/etc/ntp.conf.old`,
    before: `${layer}!/etc/ntp.conf`,
    kinds: ['renamed', 'mode'],
    mode: { before: '0644', after: '01644' },
    size: { before: 135, after: 135 },
  },
  {
    ...change,
    node: 'removed',
    address: `${layer}!/etc/random-seed`,
    kinds: ['removed'],
    size: { before: 512, after: null },
  },
]

export const card: HostCard = {
  shape: 'state',
  hostname: 'esx01.lab.example',
  release: '7.0.2',
  uuid: 'd4b50d01-e4ec-4e41-b855-7e3c349eafbc',
  managementAddress: null,
  encryption: 'none',
  layers: 2,
  entries: 40,
  accounts: ['root', 'dcui', 'vpxuser'],
  savedAt: '2024-03-05T10:21:07Z',
  size: 33_512,
  sha256: hash,
  findings: [finding('tar-trailing', { layer: 'state.tgz', offset: 4096 }, 12, 4096)],
  groups: [
    {
      id: 'management',
      title: 'Management network',
      facts: [
        {
          id: 'management.interface',
          title: 'Interface',
          reads: 'esx.conf.',
          kind: 'one',
          first: true,
          values: [
            { text: 'vmk0', data: 'vmk0', source: { address: 'etc/vmware/esx.conf', line: 7 }, attention: false },
          ],
        },
        { id: 'management.vlan', title: 'VLAN', reads: 'esx.conf.', kind: 'one', first: true, values: [] },
      ],
    },
    {
      id: 'access',
      title: 'Access',
      facts: [
        {
          id: 'access.accounts',
          title: 'Accounts',
          reads: 'etc/shadow.',
          kind: 'list',
          first: true,
          values: [
            { text: 'root, Admin, password set', data: 'root', source: null, attention: false },
            { text: 'monitor, ReadOnly, password empty', data: 'monitor', source: null, attention: true },
          ],
        },
        { id: 'access.ssh', title: 'SSH service', reads: 'ConfigStore.', kind: 'one', first: false, values: [] },
      ],
    },
  ],
}

export const facts: NodeFacts = {
  address: `${layer}!/etc/hosts`,
  kind: 'file',
  typeflag: '0',
  dialect: 'gnu',
  size: 219,
  mode: '01644',
  modeText: '-rw-r--r-T',
  uid: 0,
  gid: 0,
  uname: 'root',
  gname: 'root',
  mtime: '2024-03-05T10:21:07Z',
  linkname: null,
  headerOffset: 1536,
  dataOffset: 2048,
  sha256: hash,
  tFlag: true,
  role: { role: 'config', sentence: "Kept as configuration: this backup's own schema lists it as etc_hosts." },
  changed: ['content'],
  findings: [],
  layer: [],
}

export const plan: BundlePlan = {
  changes,
  files: [
    'state.tgz',
    'CHANGES.md',
    'changes.diff',
    'RESTORE.md',
    'RESTORE.html',
    'restore.sh',
    'manifest.json',
    'SHA256SUMS',
  ],
  suggestedName: 'bootbank-esx01',
  findings: [finding('bundle-resealed', { layer: 'state.tgz', path: 'local.tgz.ve' })],
  offers: { plain: true, manifest: true },
  disk: null,
  refusal: null,
}

export const result: BundleResult = {
  files: plan.files.map(name => ({ name, size: 1234, sha256: hash })),
  proof: { layers: 2, entries: 40, untouched: 38, bytes: 198_144 },
  differences: {
    isExact: true,
    entries: [
      {
        address: 'local.tgz.ve!/etc/vmware/esx.conf',
        change: 'changed',
        what: ['content'],
        from: null,
        settings: [{ path: '/net/vmkernelnic/child[0000]/ipv4address', before: '192.0.2.11', after: '192.0.2.21' }],
      },
      {
        address: 'local.tgz.ve!/etc/hosts.new',
        change: 'moved',
        what: [],
        from: 'local.tgz.ve!/etc/hosts',
        settings: [],
      },
    ],
  },
  label: 'bootbank-esx01.zip',
  download: null,
}
