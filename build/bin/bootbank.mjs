#!/usr/bin/env node
// The command `bootbank`: starts the built command line, or says how to build it. Kept this small because every call loads it.
import { existsSync } from 'node:fs'

const built = new URL('../../out/main/cli.js', import.meta.url)

if (existsSync(built)) {
  await import(built.href)
} else {
  console.error('bootbank: USAGE: the program is not built yet. Run "npm run build" in its folder first.')
  process.exitCode = 2
}
