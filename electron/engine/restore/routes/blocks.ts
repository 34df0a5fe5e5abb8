// Commands to be pasted, as Markdown.

/** Lines for a shell. */
export function block(...lines: readonly string[]): string {
  return fenced('sh', ...lines)
}

/** Lines of another language. */
export function fenced(language: string, ...lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n')
}
