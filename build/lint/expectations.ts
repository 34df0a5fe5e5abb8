// Tests that cannot fail: a body that expects nothing, and skips without a reason. An expectation may stand in a function that the test
// calls; functions are known by their names, first those of the same file, then those of the test helpers.
import { parseAst } from 'vite'

type Node = Readonly<Record<string, unknown>> & { readonly type: string }

export interface TestFile {
  readonly path: string
  readonly source: string
}

export interface Fault {
  readonly path: string
  readonly line: number
  readonly title: string
  readonly what: 'expects nothing' | 'is skipped without a reason' | 'keeps the others from running'
}

/** What a test is declared with; the suites of Playwright have a test of their own, made from another by `extend`. */
const declaring: ReadonlySet<string> = new Set(['it', 'test', 'base'])
/** Functions of libraries that throw where something is not as it should be. */
const expecting: readonly string[] = ['expect', 'assert']

/** The faults of the files; `helpers` are files without tests, whose functions the tests call. */
export function faultsIn(files: readonly TestFile[], helpers: readonly TestFile[]): readonly Fault[] {
  const shared = expectingNames(
    helpers.flatMap(helper => [...functionsIn(parse(helper))]),
    new Set(expecting),
  )
  return files.flatMap(file => {
    const ast = parse(file)
    const own = [...functionsIn(ast)]
    const elsewhere = [...shared].filter(name => expecting.includes(name) || !own.some(([known]) => known === name))
    return faultsOf({ ...file, ast }, expectingNames(own, new Set(elsewhere)))
  })
}

function parse({ path, source }: TestFile): Node {
  // The type is that of an ESTree: parseAst gives a Program.
  return parseAst(source, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }) as unknown as Node
}

/** Names of functions that expect something, by themselves or by what they call; `known` are others that do. */
function expectingNames(functions: readonly (readonly [string, Node])[], known: Set<string>): ReadonlySet<string> {
  for (let before = -1; before !== known.size; ) {
    before = known.size
    for (const [name, body] of functions) if (!known.has(name) && expects(body, known)) known.add(name)
  }
  return known
}

function* functionsIn(ast: Node): Iterable<readonly [string, Node]> {
  for (const node of walk(ast)) {
    const { type, id, init, key, value } = node
    if (type === 'FunctionDeclaration') yield [nameOf(id), node]
    if (type === 'VariableDeclarator' && isFunction(init)) yield [nameOf(id), init]
    if ((type === 'Property' || type === 'MethodDefinition') && isFunction(value)) yield [nameOf(key), value]
  }
}

/** Whether one of the names is called below a node. */
function expects(body: Node, names: ReadonlySet<string>): boolean {
  for (const node of walk(body)) {
    if (node.type !== 'CallExpression') continue
    const chain = chainOf(node.callee)
    if (names.has(chain[0] ?? '') || expecting.includes(chain.at(-1) ?? '')) return true
    // A function that is handed on, such as `files.forEach(expectSound)`.
    if (listOf(node.arguments).some(argument => argument.type === 'Identifier' && names.has(nameOf(argument))))
      return true
  }
  return false
}

function faultsOf({ path, source, ast }: TestFile & { readonly ast: Node }, known: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  for (const node of walk(ast)) {
    if (node.type !== 'CallExpression') continue
    const chain = chainOf(node.callee)
    const declares = declaring.has(chain[0] ?? '') || chain[0] === 'describe'
    if (!declares && chain.at(-1) !== 'skip') continue
    const args = listOf(node.arguments)
    const titled = isTitle(args[0])
    const report = (what: Fault['what']) =>
      faults.push({ path, line: lineOf(source, Number(node.start)), title: titleOf(args[0], source), what })
    if (!titled && chain.at(-1) !== 'skip') continue
    if (chain.includes('only')) report('keeps the others from running')
    if (chain.some(part => part === 'skipIf' || part === 'runIf' || part === 'todo'))
      report('is skipped without a reason')
    // A reason that a test of Vitest's gives itself is not in the report: `skipHere` puts it there.
    if (chain.at(-1) === 'skip' && (!declares || args.length < 2)) report('is skipped without a reason')
    const body = args.find(isFunction)
    const isTest = declaring.has(chain[0] ?? '') && chain.slice(1).every(part => testForms.has(part))
    if (isTest && titled && body && !expects(body, known)) report('expects nothing')
  }
  return faults
}

const testForms: ReadonlySet<string> = new Set(['each', 'concurrent', 'sequential', 'fails', 'only', 'skip'])

/** `it.concurrent.each(rows)` -> it, concurrent, each; also for what is called with the title after it. */
function chainOf(callee: unknown): readonly string[] {
  if (!isNode(callee)) return []
  if (callee.type === 'Identifier') return [nameOf(callee)]
  if (callee.type === 'MemberExpression') return [...chainOf(callee.object), nameOf(callee.property)]
  if (callee.type === 'CallExpression') return chainOf(callee.callee)
  if (callee.type === 'TaggedTemplateExpression') return chainOf(callee.tag)
  return []
}

function* walk(node: unknown): Iterable<Node> {
  if (Array.isArray(node)) for (const one of node) yield* walk(one)
  else if (typeof node === 'object' && node !== null) {
    if (isNode(node)) yield node
    for (const part of Object.values(node)) yield* walk(part)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isFunction(value: unknown): value is Node {
  return isNode(value) && (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression')
}

function isTitle(value: unknown): boolean {
  return isNode(value) && (value.type === 'Literal' || value.type === 'TemplateLiteral')
}

function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function nameOf(value: unknown): string {
  return isNode(value) && typeof value.name === 'string' ? value.name : ''
}

function titleOf(value: unknown, source: string): string {
  return isNode(value) ? source.slice(Number(value.start), Number(value.end)) : ''
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}
