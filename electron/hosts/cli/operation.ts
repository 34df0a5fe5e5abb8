// The operations of `edit` and `bundle`, as given. Splitting at `=` waits until the backup is open: an ADDRESS, a local file
// and a key may hold `=` themselves.
export type Operation =
  | { readonly kind: 'put' | 'mv' | 'chmod' | 'conf'; readonly text: string }
  | { readonly kind: 'rm'; readonly address: string }
  | { readonly kind: 'conf-rm'; readonly key: string }

/** An argument cut at one of its `=`. */
export interface Split {
  readonly left: string
  readonly right: string
}
