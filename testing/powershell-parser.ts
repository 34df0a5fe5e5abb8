// The grammar that an editor reads PowerShell with: there is no PowerShell here to run a script, and a parser can at least tell that it is one.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as TreeSitter from '@vscode/tree-sitter-wasm'

export type PowerShellNode = TreeSitter.Node

/** Gives a function that reads a script; `hasError` of what it gives says that it is none. */
export async function powershellParser(): Promise<(text: string) => PowerShellNode> {
  const require = createRequire(import.meta.url)
  const { Parser, Language } = require('@vscode/tree-sitter-wasm') as typeof TreeSitter
  const folder = dirname(require.resolve('@vscode/tree-sitter-wasm'))
  await Parser.init({ locateFile: (name: string) => join(folder, name) })
  const parser = new Parser()
  parser.setLanguage(await Language.load(readFileSync(join(folder, 'tree-sitter-powershell.wasm'))))
  return text => {
    const tree = parser.parse(text)
    if (!tree) throw new Error('no tree')
    return tree.rootNode
  }
}
