// Names in etc/hosts.
import { told } from '../values'
import type { FactModule } from '../fact'

export const hostsFile: FactModule = {
  id: 'network.hosts-file',
  title: 'Names in etc/hosts',
  reads: 'Lines of etc/hosts besides those of the loopback.',
  kind: 'list',
  first: false,
  read: host => {
    const file = host.file('etc/hosts')
    if (!file) return []
    return file.lines.flatMap((line, index) => {
      const words = line.replace(/#.*/, '').trim().split(/\s+/)
      const [address, ...names] = words
      return !address || names.length === 0 || address === '::1' || address.startsWith('127.')
        ? []
        : [told({ address, names }, file.place(index + 1), { text: words.join(' ') })]
    })
  },
}
