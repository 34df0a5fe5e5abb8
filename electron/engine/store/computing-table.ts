// Whether writing a row would make SQLite compute what a hostile file says: its checks and defaults are expressions, and a call such as
// zeroblob(1000000000) or a LIKE over a long text is work without a bound. ESXi's own tables have neither.

/** Words that stand before a bracket without being calls, and functions whose work and result are no larger than what they are given. */
const harmless = new Set(
  (
    'key unique check default in and or not table references using as on values exists ' +
    'length typeof abs lower upper trim ltrim rtrim coalesce ifnull nullif json_valid instr substr ' +
    'date time datetime julianday unixepoch strftime current_timestamp round min max iif'
  ).split(' '),
)

/** What in the definition of a table would compute; null where nothing does. `types` are the declared types of its columns. */
export function computedIn(sql: string, types: readonly string[]): string | null {
  const known = new Set(types.flatMap(type => type.toLowerCase().match(/[a-z_]\w*/g) ?? []))
  const plain = sql
    .replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g, '"')
  // The name of the table itself stands before a bracket, as does that of another one that is referred to.
  const rest = plain
    .replace(/^\s*create\s+table\s+(?:\w+|")\s*\(/i, '(')
    .replace(/\breferences\s+(?:\w+|")\s*\(/gi, '(')
  const operator = /\b(?:like|glob|regexp|match|select)\b/i.exec(rest)
  if (operator) return operator[0].toUpperCase()
  for (const [, name = ''] of rest.matchAll(/([a-z_$\u0080-\uffff][\w$\u0080-\uffff]*|")\s*\(/gi)) {
    const word = name.toLowerCase()
    if (!harmless.has(word) && !known.has(word)) return name === '"' ? 'a quoted name that is called' : `${name}()`
  }
  return null
}
