// Files of the host agent: XML below etc/vmware.
import type { AboutFact } from '../../../../../shared/viewers/about'
import { type AboutFile, factIf } from '../about-file'

export const inventory: AboutFile = {
  path: /^etc\/vmware\/hostd\/vmInventory\.xml$/,
  purpose: 'Which virtual machines are registered on the host, by the path of their configuration.',
  read: ({ xml }) => ({
    facts: xml
      .children('ConfigEntry')
      .flatMap(entry => factIf(`Machine ${entry.find('objID')?.text ?? '?'}`, entry.find('vmxCfgPath')?.text)),
  }),
}

export const autoStart: AboutFile = {
  path: /^etc\/vmware\/hostd\/vmAutoStart\.xml$/,
  purpose: 'Which virtual machines start with the host, and in which order. Numbers are those of vmInventory.xml.',
  read: ({ xml }) => {
    // Newer releases leave the outer element out.
    const root = xml.find('AutoStartManager') ?? xml
    const defaults = root.find('SystemDefaults')
    const order = root.find('AutoStartOrder')
    const items = [...(order?.children('AutoPowerInfo') ?? []), ...(order?.children('e') ?? [])]
    return {
      facts: [
        ...factIf('Automatic start', wordOf(defaults?.find('enabled')?.text)),
        ...factIf('Seconds before the next one starts', defaults?.find('startDelay')?.text),
        ...factIf('Seconds before the next one stops', defaults?.find('stopDelay')?.text),
        ...factIf('How they stop', defaults?.find('stopAction')?.text),
        ...items.map(
          (item): AboutFact => ({
            label: `Place ${item.find('startOrder')?.text ?? '?'}`,
            value: `machine ${item.find('key')?.text ?? '?'}, ${item.find('startAction')?.text ?? 'action not said'}, then ${item.find('stopAction')?.text ?? 'not said'}`,
          }),
        ),
        ...(items.length === 0 ? [{ label: 'Machines', value: 'none' }] : []),
      ],
    }
  },
}

function wordOf(flag: string | undefined): string | undefined {
  return flag === 'true' ? 'on' : flag === 'false' ? 'off' : flag
}

/** Roles that every host has (vSphere Web Services API, AuthorizationManager). */
const roles: Readonly<Record<string, string>> = {
  '-1': 'Administrator',
  '-2': 'Read only',
  '-3': 'View',
  '-4': 'Anonymous',
  '-5': 'No access',
}

export const authorization: AboutFile = {
  path: /^etc\/vmware\/hostd\/authorization\.xml$/,
  purpose: 'Who may do what on this host. Where ConfigStore has permissions, those count.',
  read: ({ xml }) => ({
    facts: xml.children('ACEData').flatMap(entry => {
      const role = entry.find('ACEDataRoleId')?.text ?? ''
      const kind = entry.find('ACEDataIsGroup')?.text === 'true' ? ', a group' : ''
      const below = entry.find('ACEDataPropagate')?.text === 'false' ? ', not below it' : ''
      const on = entry.find('ACEDataEntity')?.text ?? 'not said'
      return factIf(
        `${entry.find('ACEDataUser')?.text ?? '?'}${kind}`,
        `${roles[role] ?? `role ${role}`} on ${on}${below}`,
      )
    }),
  }),
}

export const pools: AboutFile = {
  path: /^etc\/vmware\/hostd\/pools\.xml$/,
  purpose: 'The resource pools of the host, and which virtual machine is in which.',
  read: ({ xml }) => ({
    facts: [
      ...xml.children('resourcePool').flatMap(pool => factIf(pool.find('name')?.text ?? '?', pool.find('path')?.text)),
      ...xml
        .children('vm')
        .flatMap(vm =>
          factIf(
            `Machine ${vm.find('objID')?.text ?? '?'}`,
            `in ${vm.find('resourcePool')?.text ?? 'a pool that is not said'}`,
          ),
        ),
    ],
  }),
}

export const hostServices: AboutFile = {
  path: /^etc\/vmware\/hostd\/hostsvc\.xml$/,
  purpose: 'Whether the host is in maintenance mode, and which services were switched by hand.',
  read: ({ xml }) => ({
    facts: [
      ...factIf('Mode', xml.find('mode')?.text),
      ...(xml.find('service')?.elements() ?? []).flatMap(({ name, element }) => factIf(name, element.text)),
    ],
  }),
}

export const licence: AboutFile = {
  path: /^etc\/vmware\/license\.cfg$/,
  purpose: 'The licence of the host. The key is not shown here; epoc and float are data whose layout is not published.',
  read: ({ xml }) => ({
    facts: xml
      .elements()
      .flatMap(({ name, element }) =>
        name === 'epoc' || name === 'float'
          ? [{ label: name, value: `${element.text.length} characters` }]
          : factIf(labelOf[name] ?? name, element.text),
      ),
  }),
}

const labelOf: Readonly<Record<string, string>> = {
  mode: 'Mode',
  owner: 'Owner',
  serial: 'Licence key',
  licenseKey: 'Licence key',
}

export const firewallService: AboutFile = {
  path: /^etc\/vmware\/firewall\/[^/]+\.xml$/,
  purpose: 'Rule sets of the firewall: which ports each opens, and whether it is on when the host first knows it.',
  read: ({ xml }) => ({
    facts: xml.children('service').flatMap((service): readonly AboutFact[] => {
      const name = service.find('id')?.text ?? '?'
      return [
        { label: name, value: service.find('enabled')?.text === 'true' ? 'on' : 'off' },
        ...service.children('rule').map(rule => {
          const port = rule.find('port')
          const [begin, end] = [port?.find('begin')?.text, port?.find('end')?.text]
          const ports = begin === undefined ? (port?.text ?? 'every port') : `${begin} to ${end ?? '?'}`
          const to = rule.find('porttype')?.text === 'src' ? 'from port' : 'to port'
          return {
            label: `${name}, rule ${rule.find('direction')?.text ?? '?'}`,
            value: `${rule.find('protocol')?.text ?? '?'} ${to} ${ports}`,
          }
        }),
      ]
    }),
  }),
}
