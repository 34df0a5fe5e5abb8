// Registered virtual machines: dropped, or moved with their datastore (etc/vmware/hostd/vmInventory.xml, vmAutoStart.xml).
import { VM_AUTOSTART_PATH, VM_INVENTORY_PATH } from '../esx/paths'
import { machinesOf } from '../facts/machines-file'
import { badAnswer, type GuideModule, linesOf, question } from './guide'
import { asBytes, type Plan } from './plan'
import { escapeXml, unescapeXml, withoutElements } from './xml-text'

export const virtualMachines: GuideModule = {
  title: 'Change registered virtual machines',
  about: 'Drop registrations, or move their paths after a datastore got another name.',
  basis:
    'Derived from vmInventory.xml and vmAutoStart.xml of 6.7 to 8.0. That a host takes the change has not been tried by the authors of this program. Files of virtual machines are never touched.',
  questions(host) {
    const machines = machinesOf(host)
    if (machines.length === 0) return 'No virtual machine is registered in this backup.'
    const common = folderOf(machines.map(({ path }) => path))
    return [
      question('keep', 'Registered', {
        kind: 'lines',
        value: machines.map(({ path }) => path).join('\n'),
        hint: 'Take out the lines of machines that are to be dropped.',
      }),
      question('from', 'Beginning of the path', { value: common, hint: 'Such as /vmfs/volumes/old.' }),
      question('to', 'New beginning', { value: common, hint: 'Such as /vmfs/volumes/new.' }),
    ]
  },
  plan(host, answers, plan) {
    const machines = machinesOf(host)
    const keep = new Set(linesOf(answers.keep))
    const stranger = [...keep].find(line => !machines.some(({ path }) => path.trim() === line))
    if (stranger !== undefined)
      throw badAnswer('keep', `No machine is registered as ${stranger}. Lines are taken out here, not changed.`)
    const dropped = machines.filter(({ path }) => !keep.has(path.trim()))
    const gone = new Set(dropped.map(({ path }) => path))
    drop(plan, gone, new Set(dropped.map(({ id }) => id)))
    const [from = '', to = ''] = [answers.from?.trim(), answers.to?.trim()]
    if (from === to) return
    if (!from.startsWith('/') || !to.startsWith('/')) throw badAnswer('to', 'Both beginnings are whole paths, from /.')
    const moved = machines.filter(({ path }) => !gone.has(path) && begins(path, from))
    if (moved.length === 0) throw badAnswer('from', `No path of a machine begins with ${from}.`)
    move(plan, path => (begins(path, from) ? to.replace(/\/$/, '') + path.slice(from.replace(/\/$/, '').length) : path))
  },
}

/** Whether a path lies in a folder, or is it. */
function begins(path: string, folder: string): boolean {
  const whole = folder.replace(/\/$/, '')
  return path === whole || path.startsWith(`${whole}/`)
}

/** The folder of a volume that all of them lie in; of the first one where there is none. */
function folderOf(paths: readonly string[]): string {
  const [first = ''] = paths
  return /^(?:\/vmfs\/volumes)?\/[^/]+/.exec(first)?.[0] ?? ''
}

function drop(plan: Plan, paths: ReadonlySet<string>, ids: ReadonlySet<string>): void {
  if (paths.size === 0) return
  const inventory = plan.text(VM_INVENTORY_PATH)
  if (inventory !== null)
    plan.put(
      VM_INVENTORY_PATH,
      withoutElements(inventory, 'ConfigEntry', element => paths.has(pathIn(element))),
    )
  const autostart = plan.text(VM_AUTOSTART_PATH)
  if (autostart !== null)
    plan.put(
      VM_AUTOSTART_PATH,
      withoutElements(autostart, 'AutoPowerInfo', element =>
        ids.has((/<key>([^<]*)<\/key>/.exec(element)?.[1] ?? '').trim()),
      ),
    )
}

const pathElement = /(<vmxCfgPath>)([^<]*)(<\/vmxCfgPath>)/

function pathIn(element: string): string {
  return textOf(pathElement.exec(element)?.[2] ?? '')
}

function move(plan: Plan, change: (path: string) => string): void {
  const text = plan.text(VM_INVENTORY_PATH)
  if (text === null) return
  plan.put(
    VM_INVENTORY_PATH,
    text.replaceAll(new RegExp(pathElement, 'g'), (whole, start: string, path: string, end: string) => {
      const now = change(textOf(path))
      return now === textOf(path) ? whole : start + asBytes(escapeXml(now)) + end
    }),
  )
}

/** The content of an element, a character a byte, as text. */
function textOf(content: string): string {
  return unescapeXml(Buffer.from(content, 'latin1').toString('utf8'))
}
