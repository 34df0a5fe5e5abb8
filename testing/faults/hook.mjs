// Loaded before the program (node --import): counts what it does to files below one folder, and lets the chosen operation go wrong.
// BOOTBANK_FAULT is JSON: `under` (folder), `at` (number of the operation, from 1), `action`, and `log` (a file for the names of
// the operations and their moments in milliseconds).
//   count    nothing goes wrong
//   kill     the process is killed with SIGKILL; a write is torn first, in the middle or at `part` of it
//   later    it is killed `after` milliseconds, by another thread, whatever it is doing then
//   error    the operation fails with the error `code`
//   vanish   the folder is removed, with all in it, and the operation goes on
//   move     the folder is renamed to itself with `-gone` at its end
//   unmount  the disk at the folder is taken away (umount -l)
//   exit     the thread ends; throw: it throws where nobody catches; memory: it eats its heap
// The trap: FileHandle.close is a property of each handle, the other methods are on the prototype.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Worker } from 'node:worker_threads'

const { under, at, action, after, code, log, part = 0.5 } = JSON.parse(process.env.BOOTBANK_FAULT ?? '{}')
const operations = []
const handles = new WeakSet()
/** Descriptors of open handles, for the calls that take one. */
const descriptors = new Set()
let busy = false
const moments = []

/** Starts its clock when it is told to: a thread would take too long to begin only then. */
const clock = new Int32Array(new SharedArrayBuffer(4))
const killer = `const { workerData: { clock, after } } = require('node:worker_threads')
Atomics.wait(clock, 0, 0)
Atomics.wait(clock, 0, 1, after)
process.kill(process.pid, 'SIGKILL')`
if (action === 'later') {
  const thread = new Worker(killer, { eval: true, workerData: { clock, after } })
  await new Promise(resolve => thread.once('online', resolve))
  thread.unref()
}

const isUnder = path => typeof path === 'string' && (path === under || path.startsWith(`${under}/`))

function strike(name, handle, args) {
  switch (action) {
    case 'kill':
      if (name === 'write')
        fs.writeSync(handle.fd, args[0], args[1] ?? 0, Math.floor((args[2] ?? args[0].length) * part), args[3] ?? null)
      if (name === 'writeFile') fs.writeSync(handle.fd, args[0], 0, Math.floor(args[0].length * part))
      process.kill(process.pid, 'SIGKILL')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      return
    case 'later':
      Atomics.store(clock, 0, 1)
      Atomics.notify(clock, 0)
      return
    case 'error':
      throw Object.assign(new Error(`${code}: injected into ${name}`), { code })
    case 'vanish':
      fs.rmSync(under, { recursive: true, force: true })
      return
    case 'move':
      fs.renameSync(under, `${under}-gone`)
      return
    case 'unmount':
      execFileSync('umount', ['-l', under])
      return
    case 'exit':
      process.exit(9)
      return
    case 'throw':
      setImmediate(() => {
        throw new Error('injected')
      })
      return
    case 'memory': {
      const held = []
      for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => ({ index })))
    }
  }
}

function met(name, handle, args) {
  if (busy) return
  operations.push(name)
  moments.push(performance.now())
  if (log) fs.writeFileSync(log, JSON.stringify({ names: operations, moments }))
  if (operations.length !== at) return
  busy = true
  try {
    strike(name, handle, args)
  } finally {
    busy = false
  }
}

function watchClose(handle) {
  const close = handle.close
  handle.close = async () => {
    met('close', handle, [])
    descriptors.delete(handle.fd)
    return close.call(handle)
  }
}

const onPaths = ['open', 'rename', 'link', 'unlink', 'mkdir', 'rmdir', 'rm', 'stat', 'lstat', 'realpath', 'readdir']
for (const name of onPaths) {
  const original = promises[name]
  promises[name] = async (...args) => {
    if (isUnder(args[0])) met(name, null, args)
    const result = await original.apply(promises, args)
    if (name === 'open' && isUnder(args[0])) {
      handles.add(result)
      descriptors.add(result.fd)
      watchClose(result)
    }
    return result
  }
}

const probe = await promises.open(new URL(import.meta.url), 'r')
const prototype = Object.getPrototypeOf(probe)
await probe.close()
for (const name of ['write', 'writeFile', 'read', 'datasync', 'sync', 'utimes']) {
  const original = prototype[name]
  prototype[name] = async function (...args) {
    if (handles.has(this)) met(name, this, args)
    return original.apply(this, args)
  }
}
const { writeSync } = fs
fs.writeSync = (fd, ...args) => {
  if (descriptors.has(fd)) met('write', { fd }, args)
  return writeSync(fd, ...args)
}
syncBuiltinESMExports()
