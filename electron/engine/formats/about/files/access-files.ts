// Files of accounts and keys. A password or key is never among the facts: its kind alone.
import { createPublicKey } from 'node:crypto'
import type { AboutFact } from '../../../../../shared/viewers/about'
import { secretMask } from '../../../../../shared/secrets/spans'
import { dateOfDays } from '../../../facts/values'
import { numberAt } from '../../../network/json'
import { isDropbearKey } from '../../binary/magic'
import { pemBlocks } from '../../certificate/pem'
import { type AboutContent, type AboutFacts, type AboutFile, linesAs, unexpected } from '../about-file'

export const shadow: AboutFile = {
  path: /^etc\/shadow$/,
  purpose:
    'Passwords of the local accounts, as hashes. Where ConfigStore has accounts, the host rewrites this file from them at its start.',
  read: content =>
    linesAs(content, text => {
      const [name, hash, days, ...rest] = text.split(':')
      if (!name || hash === undefined || rest.length === 0) return null
      const date = dateOfDays(numberAt(days))
      return { label: name, value: `${passwordOf(hash)}${date === null ? '' : `, changed ${date}`}` }
    }),
}

/** A hash has become bullets before it comes here. */
function passwordOf(hash: string): string {
  if (hash === '') return 'no password: whoever gives the name is in'
  if (hash.includes(secretMask)) return hash.startsWith('!') ? 'password set, locked' : 'password set'
  return /^[*!]|^x$/.test(hash) ? 'locked' : 'not a hash that is known'
}

export const passwd: AboutFile = {
  path: /^etc\/passwd$/,
  purpose: 'The local accounts: number, home and what runs when they log in.',
  read: content =>
    linesAs(content, text => {
      const fields = text.split(':')
      const [name = '', , uid = '', , about = '', , shell = ''] = fields
      return fields.length < 7
        ? null
        : { label: name, value: [`number ${uid}`, about, shell].filter(one => one !== '').join(', ') }
    }),
}

export const group: AboutFile = {
  path: /^etc\/group$/,
  purpose: 'The local groups and who is in them.',
  read: content =>
    linesAs(content, text => {
      const [name = '', , gid, members] = text.split(':')
      return members === undefined
        ? null
        : { label: name, value: `number ${gid ?? '?'}${members === '' ? '' : `: ${members.split(',').join(', ')}`}` }
    }),
}

export const accessConf: AboutFile = {
  path: /^etc\/security\/access\.conf$/,
  purpose: 'Who may log in, and from where. The first line that fits counts; the host agent writes the file.',
  read: content =>
    linesAs(content, text => {
      const [sign, who, from] = text.split(':')
      if ((sign?.trim() !== '+' && sign?.trim() !== '-') || who === undefined || from === undefined) return null
      return {
        label: who.trim() === 'ALL' ? 'Everybody' : who.trim(),
        value: `${sign.trim() === '+' ? 'may log in' : 'may not log in'}${from.trim() === 'ALL' ? '' : ` from ${from.trim()}`}`,
      }
    }),
}

export const privateKey: AboutFile = {
  path: /^etc\/(vmware\/ssl\/[^/]+\.key|ssh\/ssh_host_\w+_key)$/,
  purpose: 'A private key of the host. Whoever has it can pass for the host; it is not shown here.',
  read: content => {
    const blocks = pemBlocks(content.words)
    if (blocks.length === 0) throw unexpected(`${content.path} holds no key`)
    return { facts: blocks.map(({ label, line }) => ({ label: `Line ${line}`, value: label.toLowerCase() })) }
  },
}

export const dropbearKey: AboutFile = {
  path: /^etc\/dropbear\/dropbear_\w+_host_key$/,
  purpose: 'A key by which ESXi 4 shows itself over SSH, in the format of dropbear. It is private and not shown here.',
  read: ({ bytes, path }) => {
    if (!isDropbearKey(bytes)) throw unexpected(`${path} is not a key of dropbear`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const length = view.getUint32(0)
    return {
      facts: [
        { label: 'Algorithm', value: Buffer.from(bytes.subarray(4, 4 + length)).toString('latin1') },
        { label: 'Size of the file', value: `${bytes.length} bytes` },
      ],
    }
  },
}

export const hostCertificate: AboutFile = {
  path: /^etc\/vmware\/ssl\/rui\.crt$/,
  purpose: 'What the host shows itself by to browsers and vCenter; its key is rui.key beside it.',
  read: certificateFacts,
}

export const authorities: AboutFile = {
  path: /^etc\/vmware\/ssl\/(iofiltervp_)?castore\.pem$/,
  purpose: 'The authorities whose certificates the host trusts.',
  read: certificateFacts,
}

function certificateFacts(content: AboutContent): AboutFacts {
  const blocks = pemBlocks(content.words).filter(({ label }) => label === 'CERTIFICATE')
  if (blocks.length === 0) throw unexpected(`${content.path} holds no certificate`)
  const keys = new Set(blocks.flatMap(({ content: block }) => ('der' in block ? keyTypeOf(block.der) : [])))
  return { facts: [{ label: 'Certificates', value: String(blocks.length) }, ...keyFacts(keys)] }
}

function keyFacts(keys: ReadonlySet<string>): readonly AboutFact[] {
  return keys.size === 0 ? [] : [{ label: 'Their keys', value: [...keys].join(', ') }]
}

/** Nothing for a certificate whose key the crypto library refuses. */
function keyTypeOf(der: Uint8Array): readonly string[] {
  try {
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`
    return [createPublicKey(pem).asymmetricKeyType ?? 'not known']
  } catch {
    return []
  }
}

export const encryptionInfo: AboutFile = {
  path: /^(etc\/vmware\/)?(\.#)?encryption\.info$/,
  purpose:
    'How the host seals its saved state. With mode NONE the key lies in this file, hidden but not protected; with TPM only the host can open it.',
  read: content =>
    linesAs(content, text => {
      const match = /^([^\s=]+)\s*=\s*"(.*)"$/.exec(text)
      return match ? { label: match[1] ?? '', value: match[2] ?? '' } : null
    }),
}

export const sshdConfig: AboutFile = {
  path: /^etc\/ssh\/sshd_config$/,
  purpose: 'How the SSH service of the host behaves. Whether it starts is said in etc/chkconfig.db.',
  read: content => ({
    facts: content.statements.map(({ text }) => {
      const [word = '', ...rest] = text.split(/\s+/)
      return { label: word, value: rest.join(' ') }
    }),
  }),
}
