// A disk of 8 GB with holes, as a copy of a small stick is: its boot banks listed, and a copy of it with another state.tgz; beside cp, which copies
// and compares nothing. And one of 1 GB without a hole, as dd leaves it, beside what of that work other programs do: sync, compare, write past the cache.
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { plainState } from '../../testing/archives/small-backups'
import { makeBootDisk } from '../../testing/fixtures/disks/boot-disk'
import { writeSparse } from '../../testing/fixtures/disks/sparse-image'
import type { Options } from './archives'
import { measure } from './run'

const MiB = 1024 * 1024

export async function diskImages({ folder, cli, rounds, percent }: Options) {
  const [sparse, dense, out] = [join(folder, 'sparse.img'), join(folder, 'dense.img'), join(folder, 'out.img')]
  const state = join(folder, 'new.tgz')
  writeFileSync(state, plainState())
  const banks = [1, 2].map(updated => ({
    state: plainState(),
    updated,
    bootstate: 0,
    build: '7.0.2-0.0.17867351',
  })) as [BankOf, BankOf]
  const bytes = Math.max(256, Math.round((8192 * percent) / 100)) * MiB
  await writeSparse(sparse, makeBootDisk({ layout: 'gpt-since-7.0', banks, size: bytes }))
  const denseBytes = Math.max(128, Math.round((1024 * percent) / 100)) * MiB
  await writeSparse(dense, makeBootDisk({ layout: 'gpt-since-7.0', banks, size: denseBytes }))
  // After the boot banks, and before the second table of partitions.
  const filled = denseBytes / MiB - 65
  execFileSync('dd', [
    'if=/dev/urandom',
    `of=${dense}`,
    'bs=1M',
    'seek=64',
    `count=${filled}`,
    'conv=notrunc,fsync',
    'status=none',
  ])
  const copied = (image: string) => `rm -f ${out}; node ${cli} prepare ${image} ${state} --bank 2 -o ${out}`
  const [load = 0] = loadavg()
  const results = measure(
    {
      banks: `node ${cli} banks ${sparse}`,
      idle: `node ${cli} --version`,
      node: 'node -e 0',
      prepareSparse: copied(sparse),
      cpSparse: `rm -f ${out}; cp --sparse=always ${sparse} ${out}`,
      prepareDense: copied(dense),
      cpDense: `rm -f ${out}; cp --sparse=always ${dense} ${out}`,
      cpAndSync: `rm -f ${out}; cp --sparse=always ${dense} ${out} && sync ${out}`,
      ddDirect: `rm -f ${out}; dd if=${dense} of=${out} bs=4M oflag=direct conv=fsync`,
      cpAndCompare: `rm -f ${out}; cp --sparse=always ${dense} ${out} && sync ${out} && cmp ${dense} ${out}`,
    },
    rounds,
    folder,
  )
  for (const path of [sparse, dense, out, state]) rmSync(path, { force: true })
  return { bytes, denseBytes, load, results }
}

type BankOf = Parameters<typeof makeBootDisk>[0]['banks'][number]
