// A page of the help, which build/help/markdown.ts makes of its Markdown.
declare module '*.md' {
  export const page: import('../../../shared/help/help-pages').HelpPage
}
