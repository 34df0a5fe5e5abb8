// SSH host keys.
import { publicKeyIn } from '../ssh-keys'
import { told } from '../values'
import type { FactModule } from '../fact'

export const sshHostKeys: FactModule = {
  id: 'certificates.ssh-host-keys',
  title: 'SSH host keys',
  reads: 'Public keys etc/ssh/ssh_host_*_key.pub.',
  kind: 'list',
  first: false,
  read: host =>
    host.pathsBelow('etc/ssh/ssh_host_').flatMap(path => {
      const file = path.endsWith('.pub') ? host.file(path) : null
      return (file?.lines ?? []).flatMap((line, index) => {
        const key = publicKeyIn(line)
        return key
          ? [
              told({ type: key.type, fingerprint: key.fingerprint }, file?.place(index + 1) ?? null, {
                text: `${key.type} ${key.fingerprint}`,
              }),
            ]
          : []
      })
    }),
}
