// The texts of disks and their boot banks.
import { formatCount } from '../../ui/format'

const kinds = {
  raw: 'raw image',
  device: 'device',
  'vmdk-flat': 'flat VMDK',
  'vmdk-sparse': 'sparse VMDK',
  'vmdk-stream-optimized': 'stream-optimized VMDK',
  folder: 'folder',
} as const
const layouts = { 'before-7.0': 'layout of ESXi before 7.0', 'since-7.0': 'layout of ESXi since 7.0' } as const

export const disksText = {
  title: (name: string) => `Boot banks of ${name}`,
  looking: (name: string) => `Looking for boot banks on ${name}`,
  facts: (kind: keyof typeof kinds, size: string, table: string, layout: keyof typeof layouts | null) =>
    [kinds[kind], size, table === 'none' ? 'no partition table' : table.toUpperCase(), layout && layouts[layout]]
      .filter(part => part)
      .join(' · '),
  none: 'No partition has the boot.cfg of a boot bank in its root folder.',
  bank: (number: number, label: string, partition: number | null) =>
    `Bank ${number}${label === '' ? '' : ` · ${label}`}${partition === null ? '' : ` · partition ${partition}`}`,
  table: 'The banks side by side',
  rows: {
    boots: 'Boots',
    build: 'Build',
    updated: 'updated',
    bootstate: 'bootstate',
    written: 'boot.cfg written',
    modules: 'modules= lists state.tgz',
    state: 'state.tgz',
    saved: 'state.tgz written',
    hash: 'SHA-256',
  },
  byBoth: 'yes, by both rules',
  byState: 'yes, as VMware describes',
  byUpdated: 'by the highest "updated" alone',
  boots: 'no',
  yes: 'yes',
  no: 'no: the host ignores the file',
  noState: 'none',
  notKnown: 'not in boot.cfg',
  bytes: (count: number) => `${formatCount(count)} bytes`,
  noZone: (time: string) => time.replace('T', ' '),
  zone: 'Times are as FAT keeps them, without a time zone; a host writes them in UTC.',
  open: (number: number) => `Open bank ${number}`,
  compare: 'Compare both',
  partitions: 'Partitions',
  partition: (number: number, size: string, what: string) => `${number}: ${what}, ${size}`,
  sameState: 'Both banks hold the same state.tgz.',
  findings: 'What is wrong with the disk',
} as const
