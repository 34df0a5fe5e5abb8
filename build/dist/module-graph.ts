// Which built files belong together: an entry and everything it imports, at once or later. What no entry of a package imports has no
// place in it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAst } from 'vite'
import { z } from 'zod'

/** What a module imports or requires, as it is written there: relative paths, packages, `node:` modules. Throws SyntaxError. */
export function importsOf(code: string): readonly string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && 'source' in node && importing.has(String(node.type)) && node.source !== null) {
      found.push(textOf(node.source))
    }
    if ('type' in node && node.type === 'CallExpression') {
      const { data } = requireCall.safeParse(node)
      if (data) found.push(textOf(data.arguments[0]))
    }
    for (const part of Object.values(node)) visit(part)
  }
  visit(parseAst(code))
  return found
}

const importing = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'])

/** As CommonJS imports. */
const requireCall = z.object({
  callee: z.object({ type: z.literal('Identifier'), name: z.literal('require') }),
  arguments: z.tuple([z.unknown()]),
})

/** A text in quotes, or in backquotes with nothing to fill in, as a minifier writes it. */
const plainName = z.union([
  z.object({ value: z.string() }).transform(({ value }) => value),
  z
    .object({ expressions: z.tuple([]), quasis: z.tuple([z.object({ value: z.object({ cooked: z.string() }) })]) })
    .transform(({ quasis: [text] }) => text.value.cooked),
])

/** The text of a source. A name that is put together while running cannot be followed, so it is not allowed. */
function textOf(source: unknown): string {
  const { data } = plainName.safeParse(source)
  if (data === undefined) throw new Error('an import without a plain name cannot be followed')
  return data
}

/** Absolute paths of the entries and of all that they import by relative path, sorted. */
export function closureOf(entries: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const follow = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const name of importsOf(readFileSync(path, 'utf8'))) {
      if (name.startsWith('.')) follow(join(dirname(path), name))
    }
  }
  for (const entry of entries) follow(entry)
  return [...seen].sort()
}
