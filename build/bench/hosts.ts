// Backups whose size or number is what is measured.
import { gzipSync } from 'node:zlib'
import { file, hostFiles, plainState } from '../../testing/archives/small-backups'
import { makeBackup } from '../../testing/fixtures/backups'
import { member } from '../../testing/fixtures/members'
import { seal, tgz } from '../../testing/fixtures/pack'
import { SeededRandom } from '../../testing/fixtures/random'

/** Bytes of the state.tgz of a 7.0.2 host in the field. */
const genuineSize = 103_000

/** A sealed state.tgz of a 7.0.2 host as large as those in the field: what the generated one lacks is filled up with what does not deflate. */
export async function sealedState(): Promise<Uint8Array> {
  const { bytes, members, host, key, encryptionInfo } = await makeBackup('esxi-7.0.2')
  if (key === null || encryptionInfo === null) throw new Error('the backup is not sealed')
  const random = new SeededRandom('bench')
  const filler = random.fork('filler').bytes(Math.max(0, genuineSize - bytes.length))
  const local = await tgz([...members, member('var/lib/vmware/filler', filler, host.saved)])
  return tgz([
    member('encryption.info', encryptionInfo, host.inception, 0o600),
    member('local.tgz.ve', seal(local, key, random), host.saved),
  ])
}

/** A plain state.tgz that holds so many small compressed files beside those of the host. */
export function stateOfGzips(count: number): Uint8Array {
  const random = new SeededRandom('bench')
  const log = (at: number) => gzipSync(`${at} ${random.bytes(60).toString('hex')}\n`, { level: 1 })
  const logs = Array.from({ length: count }, (_, at) => file(`var/log/part-${String(at).padStart(5, '0')}.gz`, log(at)))
  return plainState([...hostFiles, ...logs])
}

/** A plain state.tgz with one esx.conf. */
export function stateOfConf(text: string): Uint8Array {
  return plainState([
    ...hostFiles.filter(({ name }) => name !== 'etc/vmware/esx.conf'),
    file('etc/vmware/esx.conf', text),
  ])
}

/** An esx.conf of so many keys, ten to an item and a hundred items to a list; each ends in the digits of its number, the last in front. */
export function confOfKeys(count: number): string {
  const line = (at: number) => {
    const item = Math.floor(at / 10)
    const list = String(Math.floor(item / 100)).padStart(4, '0')
    const digits = [...String(at).padStart(6, '0')].reverse().join('')
    return `/bench/list${list}/child[${String(item % 100).padStart(4, '0')}]/key${digits} = "value ${at % 97}"\n`
  }
  return Array.from({ length: count }, (_, at) => line(at)).join('')
}

/** The esx.conf of a host with so many port groups on three switches, each with a vmkernel port. */
export function confOfPortGroups(count: number): string {
  const at = (index: number) => `child[${String(index).padStart(4, '0')}]`
  const lines = Array.from({ length: 3 }, (_, index) => [
    `/net/pnic/${at(index)}/name = "vmnic${index}"`,
    `/net/pnic/${at(index)}/mac = "00:50:56:00:00:0${index}"`,
    `/net/vswitch/${at(index)}/name = "vSwitch${index}"`,
    `/net/vswitch/${at(index)}/uplinks/${at(0)}/pnic = "vmnic${index}"`,
  ]).flat()
  for (let index = 0; index < count; index += 1) {
    const group = `/net/vswitch/${at(index % 3)}/portgroup/${at(Math.floor(index / 3))}`
    lines.push(
      `${group}/name = "Group ${index}"`,
      `${group}/vlanId = "${index}"`,
      `/net/vmkernelnic/${at(index)}/name = "vmk${index}"`,
      `/net/vmkernelnic/${at(index)}/portgroup = "Group ${index}"`,
      `/net/vmkernelnic/${at(index)}/enable = "true"`,
      `/net/vmkernelnic/${at(index)}/ipv4address = "192.0.2.${index + 1}"`,
      `/net/vmkernelnic/${at(index)}/ipv4netmask = "255.255.255.0"`,
    )
  }
  return `${lines.join('\n')}\n`
}
