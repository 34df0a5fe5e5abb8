// Files that a host rewrites with every backup, by what they are (docs/formats.md section 9).

/** Paths inside the host's archive, with what each is; `*` stands for any part of a name. */
export const noisyFiles: readonly (readonly [path: string, what: string])[] = [
  ['etc/random-seed', 'random bytes for the next start'],
  ['etc/vmware/.backup.counter', 'how often the host has saved its state'],
  ['etc/dhclient-*.leases', 'addresses that a DHCP server has lent'],
  ['etc/vmware/hostd/IpmiSelDate.bin', 'the time of the last event of the hardware log'],
]

const patterns = noisyFiles.map(([path]) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`))

/** Whether a file of the host is one of these. */
export function isNoisePath(path: string): boolean {
  return patterns.some(pattern => pattern.test(path))
}
