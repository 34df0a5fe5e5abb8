// What a drag carries, and what a drop gave: pure over the few members of DataTransfer that count.

export type Dropped<F> =
  | { readonly kind: 'file'; readonly file: F }
  /** Text, a link, a selection of the page itself. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'several'; readonly files: readonly F[] }
  /** A folder, which has a file of its name; only the desktop window can open it. */
  | { readonly kind: 'folder'; readonly file: F }

interface Carried<F> {
  readonly types: readonly string[]
  readonly items: ArrayLike<{ readonly kind: string; webkitGetAsEntry?(): { readonly isDirectory: boolean } | null }>
  readonly files: ArrayLike<F>
}

/** Whether a drag carries files; their number and kind are not known before the drop. */
export function carriesFiles(transfer: Pick<Carried<unknown>, 'types'> | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** What was dropped. */
export function dropOf<F extends { readonly name: string }>(transfer: Carried<F> | null): Dropped<F> {
  if (transfer === null || !carriesFiles(transfer)) return { kind: 'nothing' }
  const files = Array.from(transfer.files)
  const [file] = files
  if (file === undefined) return { kind: 'nothing' }
  if (files.length > 1) return { kind: 'several', files }
  const item = Array.from(transfer.items).find(candidate => candidate.kind === 'file')
  return item?.webkitGetAsEntry?.()?.isDirectory ? { kind: 'folder', file } : { kind: 'file', file }
}
