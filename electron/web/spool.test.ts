// What a killed host left in the temp folder, and what is not its own to remove.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSpool } from './spool'

let parent = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'spool-test-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))

/** A spool with an upload half received. */
function left(pid: number | string): string {
  const name = `bootbank-spool-${pid}-AbCdEf`
  mkdirSync(join(parent, name, '0'), { recursive: true })
  writeFileSync(join(parent, name, '0', 'state.tgz'), 'half an upload')
  return name
}

function newSpool(): void {
  createSpool(parent).remove()
}

describe('the spool of a host', () => {
  it('takes away, when it is made, what a killed host left, uploads and all', () => {
    left(deadPid())
    newSpool()
    expect(readdirSync(parent)).toEqual([])
  })

  it('takes away what an earlier host with the same pid left, as in a container', () => {
    const name = left(process.pid)
    const before = Date.now() / 1000 - process.uptime() - 60
    utimesSync(join(parent, name), before, before)
    newSpool()
    expect(readdirSync(parent)).toEqual([])
  })

  it('leaves the spools of running hosts, of this one too, and what only looks like a spool', () => {
    const own = createSpool(parent)
    own.place()
    const stays = [left(process.ppid), left('0'), left('none')]
    const outside = mkdtempSync(join(tmpdir(), 'spool-outside-'))
    writeFileSync(join(outside, 'kept'), '')
    symlinkSync(outside, join(parent, `bootbank-spool-${deadPid()}-linked`))
    newSpool()
    expect(readdirSync(parent)).toEqual(expect.arrayContaining(stays))
    expect(existsSync(own.place())).toBe(true)
    expect(readdirSync(outside)).toEqual(['kept'])
    rmSync(outside, { recursive: true })
  })
})
