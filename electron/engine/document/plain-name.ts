/** A name without a leading `./`, which hand-made archives have: `./etc/hosts` and `etc/hosts` are one name to the host. */
export function plain(name: string): string {
  return name.startsWith('./') ? name.slice(2) : name
}

/** The same, of a directory without the `/` after it: the path that folders and files are compared by. */
export function pathOf(name: string): string {
  return plain(name).replace(/\/$/, '')
}

/** The folder of a path; empty for one that is in none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Every folder that a path is in, from the inside out: `a/b` and `a` of `a/b/c`. */
export function* foldersOf(path: string): Generator<string> {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) yield folder
}
