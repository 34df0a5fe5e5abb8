/** A name without a leading `./`, which hand-made archives have: `./etc/hosts` and `etc/hosts` are one name to the host. */
export function plain(name: string): string {
  return name.startsWith('./') ? name.slice(2) : name
}
