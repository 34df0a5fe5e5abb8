// A folder that electron-builder takes for Electron's, for tests on machines without its binary: one file with the mark and the wire of
// fuses that Electron 45 has, and nothing that could run.
// Source of the wire: https://www.electronjs.org/docs/latest/tutorial/fuses#quick-glossary
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Run-as-node, NODE_OPTIONS and inspecting on, protection off: Electron's own defaults. */
const wire = '101100011'

/** Makes the folder. */
export function makeStubElectron(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const fuses = Buffer.concat([Buffer.from(sentinel), Buffer.of(1, wire.length), Buffer.from(wire)])
  const program = Buffer.concat([Buffer.from('#!/bin/sh\necho "This is not Electron." >&2\nexit 1\n'), fuses])
  for (const name of ['electron', 'electron.exe', 'chrome-sandbox']) {
    writeFileSync(join(folder, name), program)
    chmodSync(join(folder, name), 0o755)
  }
}
