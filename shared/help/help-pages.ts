// The pages of the help, in their order. Each is docs/help/ID.md, which the build turns into plain data: text that is not an element of this list stays text.

export const helpPageIds = [
  'lost-password',
  'wrong-address',
  'new-hardware',
  'expired-certificate',
  'forensic-look',
  'sealed-by-tpm',
  'copy-to-hand-out',
  'from-the-host-and-back',
] as const
export type HelpPageId = (typeof helpPageIds)[number]

export type HelpTag = 'p' | 'ol' | 'ul' | 'li' | 'h2' | 'strong' | 'em' | 'code' | 'pre'

/** A piece of a page. */
export type HelpNode =
  | string
  | { readonly tag: HelpTag; readonly children: readonly HelpNode[] }
  /** Leads to another page. */
  | { readonly tag: 'page'; readonly page: HelpPageId; readonly children: readonly HelpNode[] }
  /** `src` is an address of the program itself. */
  | { readonly tag: 'picture'; readonly src: string; readonly alt: string }

export interface HelpPage {
  readonly title: string
  readonly nodes: readonly HelpNode[]
}

/** Whether a text names a page of the help. */
export function isHelpPageId(text: string): text is HelpPageId {
  return helpPageIds.some(id => id === text)
}
