// Files that say what starts, runs by the clock, or is loaded at boot.
import { type AboutFile, factIf, linesAs, unexpected } from '../about-file'

export const chkconfig: AboutFile = {
  path: /^etc\/chkconfig\.db$/,
  purpose: 'Which services start with the host, in the order of their start.',
  read: content =>
    linesAs(content, text => {
      const match = /^(?:\/etc\/init\.d\/)?(\S+)\s+(on|off)$/.exec(text)
      return match ? { label: match[1] ?? '', value: match[2] === 'on' ? 'starts' : 'does not start' } : null
    }),
}

export const crontab: AboutFile = {
  path: /^var\/spool\/cron\/crontabs\/[^/]+$/,
  purpose: 'What the host runs by the clock; its own backup is among it (auto-backup.sh). Times are UTC.',
  read: content =>
    linesAs(content, text => {
      const match = /^(@\w+|(?:\S+\s+){4}\S+)\s+(.+)$/.exec(text)
      return match ? { label: whenOf(match[1] ?? ''), value: match[2] ?? '' } : null
    }),
}

/** The five fields of crontab(5) in words where they are simple, else as they are. */
function whenOf(fields: string): string {
  const [minute = '', hour = '', ...rest] = fields.split(/\s+/)
  const daily = rest.length === 3 && rest.every(one => one === '*')
  const two = (text: string) => text.padStart(2, '0')
  if (!daily) return fields
  const every = /^\*\/(\d+)$/.exec(minute)?.[1]
  if (every !== undefined && hour === '*') return `Every ${every} minutes`
  if (!/^\d{1,2}$/.test(minute)) return fields
  if (hour === '*') return `Every hour at minute ${two(minute)}`
  return /^\d{1,2}$/.test(hour) ? `Every day at ${two(hour)}:${two(minute)}` : fields
}

export const localStart: AboutFile = {
  path: /^etc\/rc\.local(\.d\/[^/]+)?$/,
  purpose:
    'Commands that somebody added to the start of the host. As the host brings it, the file has remarks and a last exit alone.',
  read: content => {
    const commands = content.statements.filter(({ text }) => !/^exit(\s+0)?$/.test(text))
    return commands.length === 0
      ? { facts: [{ label: 'Commands', value: 'none beyond the stock text' }] }
      : { facts: commands.map(({ line, text }) => ({ label: `Line ${line}`, value: text })) }
  },
}

/** Keys of boot.cfg (docs/formats.md section 11). */
const bootLabels: Readonly<Record<string, string>> = {
  bootstate: 'State of the bank',
  title: 'Title',
  timeout: 'Seconds before it boots',
  prefix: 'Folder',
  kernel: 'Kernel',
  kernelopt: 'Options of the kernel',
  build: 'Build',
  updated: 'Updates so far',
}
const bootStates: Readonly<Record<string, string>> = {
  '0': '0, a bank that boots as usual',
  '1': '1, a bank that is being updated',
  '3': '3, a bank that is retired',
}

export const bootCfg: AboutFile = {
  path: /(^|\/)boot\.cfg$/,
  purpose:
    'What the boot loader loads from this boot bank, in this order. Of two banks, sources differ on how the loader chooses.',
  read: content => {
    const values = new Map(
      content.statements.map(({ text }) => [
        /^[^=]*/.exec(text)?.[0]?.trim() ?? '',
        text.replace(/^[^=]*=?/, '').trim(),
      ]),
    )
    if (!values.has('kernel') && !values.has('modules'))
      throw unexpected(`${content.path} names neither a kernel nor modules`)
    const modules = (values.get('modules') ?? '')
      .split('---')
      .map(name => name.trim())
      .filter(name => name !== '')
    const state = values.get('bootstate')
    return {
      facts: [
        ...Object.entries(bootLabels).flatMap(([key, label]) =>
          factIf(
            label,
            key === 'bootstate' && state !== undefined
              ? (bootStates[state] ?? `${state}, which is not known`)
              : values.get(key),
          ),
        ),
        { label: 'Modules', value: String(modules.length) },
        {
          label: 'Loads state.tgz',
          value: modules.includes('state.tgz') ? 'yes' : 'no: the host starts without its saved state',
        },
      ],
    }
  },
}

export const backupCounter: AboutFile = {
  path: /^etc\/vmware\/\.backup\.counter$/,
  purpose: 'How often the host has saved its state, kept by its own backup script.',
  read: content => {
    const count = content.statements.find(({ text }) => /^\d+$/.test(text))?.text
    if (count === undefined) throw unexpected(`${content.path} holds no number`)
    const dated = (word: string) => new RegExp(`^#\\s*${word}:\\s*(.+)$`, 'm').exec(content.words)?.[1]?.trim()
    return {
      facts: [
        { label: 'Saves', value: count },
        ...factIf('First', dated('CREATED')),
        ...factIf('Last', dated('MODIFIED')),
      ],
    }
  },
}

export const manifest: AboutFile = {
  path: /^(.*\/)?Manifest\.txt$/,
  purpose: 'What a configBundle says of the host it was made on. Restoring compares release and UUID with the machine.',
  read: content => {
    const labels: Readonly<Record<string, string>> = {
      RELEASELEVEL: 'Release',
      UUID: 'UUID of the machine',
      KERNELOPTS: 'Options of the kernel',
      USEROPTS: 'Options of the user',
    }
    return linesAs(content, text => {
      const match = /^(\w+)=(.*)$/.exec(text)
      const key = match?.[1] ?? ''
      const label = Object.hasOwn(labels, key) ? labels[key] : key
      return match ? { label: label ?? key, value: match[2] === '' ? 'none' : (match[2] ?? '') } : null
    })
  },
}
