#!/usr/bin/env node
// The command `bootbank`: starts the built command line, or says how to build it. Kept this small because every call loads it.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const built = join(__dirname, '../../out/main/cli.cjs')

if (existsSync(built)) {
  require(built)
} else {
  console.error('bootbank: USAGE: the program is not built yet. Run "npm run build" in its folder first.')
  process.exitCode = 2
}
