// Files and folders of a drop or of the clipboard, with the paths they have below it. Pure over the few members of the browser's types that
// count. Trap: `webkitGetAsEntry` works during the event alone, so all of it is asked before the first wait; and `readEntries` gives a
// hundred at a time.

/** What is added at most at once: each file is an upload in the browser host. */
export const mostDropped = 500
/** Folders within folders. */
export const deepestDrop = 32

export interface DroppedFile<F> {
  /** Path below the place of the drop, with `/`. */
  readonly name: string
  readonly file: F
}

export interface DroppedTree<F> {
  readonly files: readonly DroppedFile<F>[]
  /** Each before what is in it. */
  readonly folders: readonly string[]
}

/** The members of FileSystemEntry that are used. */
export interface DiskEntry<F> {
  readonly name: string
  readonly isDirectory: boolean
  file?(done: (file: F) => void, failed: (error: unknown) => void): void
  createReader?(): {
    readEntries(done: (entries: readonly DiskEntry<F>[]) => void, failed: (error: unknown) => void): void
  }
}

interface Carried<F> {
  readonly items: ArrayLike<{
    readonly kind: string
    webkitGetAsEntry?(): DiskEntry<F> | null
    getAsFile(): F | null
  }>
}

/** Why a drop cannot be taken. */
export type Refusal = { readonly kind: 'many' } | { readonly kind: 'deep'; readonly name: string }

/** All files and folders of it. Rejects where one cannot be read; a refusal is an answer. */
export async function treeOf<F extends { readonly name: string }>(
  transfer: Carried<F>,
): Promise<DroppedTree<F> | Refusal> {
  const files: DroppedFile<F>[] = []
  const folders: string[] = []
  const entries: DiskEntry<F>[] = []
  for (const item of Array.from(transfer.items)) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry?.() ?? null
    const file = entry?.isDirectory ? null : item.getAsFile()
    // A file of the clipboard may have no place on the disk.
    if (file !== null) files.push({ name: file.name, file })
    else if (entry !== null) entries.push(entry)
  }
  const waiting = entries.map(entry => ({ entry, name: entry.name, depth: 1 }))
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { entry, name, depth } = next
    if (files.length + folders.length >= mostDropped) return { kind: 'many' }
    if (!entry.isDirectory) {
      files.push({ name, file: await fileOf(entry) })
      continue
    }
    if (depth > deepestDrop) return { kind: 'deep', name: name.split('/')[0] ?? name }
    folders.push(name)
    const below = await entriesIn(entry)
    if (files.length + folders.length + waiting.length + below.length > mostDropped) return { kind: 'many' }
    waiting.push(...below.map(one => ({ entry: one, name: `${name}/${one.name}`, depth: depth + 1 })))
  }
  return files.length + folders.length > mostDropped ? { kind: 'many' } : { files, folders }
}

function fileOf<F>(entry: DiskEntry<F>): Promise<F> {
  return new Promise((resolve, reject) => entry.file?.(resolve, reject))
}

async function entriesIn<F>(folder: DiskEntry<F>): Promise<readonly DiskEntry<F>[]> {
  const reader = folder.createReader?.()
  const all: DiskEntry<F>[] = []
  for (;;) {
    const some = await new Promise<readonly DiskEntry<F>[]>((resolve, reject) => reader?.readEntries(resolve, reject))
    all.push(...some)
    if (some.length === 0 || all.length > mostDropped) return all
  }
}
