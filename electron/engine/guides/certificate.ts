// The certificate of the host with its key (rui.crt, rui.key), and its SSH host keys.
import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto'
import type { GuideAnswers } from '../../../shared/model/guide'
import { RUI_CERTIFICATE_PATH, RUI_KEY_PATH } from '../esx/paths'
import { certificatesIn } from '../facts/host-certificate'
import type { HostView } from '../facts/host-view'
import { managementPath } from '../facts/management-path'
import { badAnswer, type GuideModule, question, wordsOf, yesOrNo } from './guide'
import { hostNameOf } from './host-name'
import { asBytes, type Plan } from './plan'
import { selfSignedPair } from './self-signed'
import { renewHostKeys } from './ssh-host-keys'

const mostDays = 36_500

export const certificate: GuideModule = {
  title: 'Renew certificate and keys',
  about: 'A certificate that the host signs itself, or a pair of yours that is checked first; new SSH host keys.',
  basis:
    'Derived from rui.crt and rui.key of 6.7 to 8.0. That a host takes the pair has not been tried by the authors of this program. castore.pem stays as it is.',
  questions(host) {
    const made = { question: 'certificate', is: 'self-signed' }
    const given = { question: 'certificate', is: 'given' }
    return [
      question('certificate', 'Certificate', {
        kind: 'choice',
        value: 'keep',
        choices: [
          { value: 'keep', label: 'Leave as it is' },
          { value: 'self-signed', label: 'Make one that signs itself' },
          { value: 'given', label: 'Put in a pair of mine' },
        ],
      }),
      question('names', 'Names and addresses', {
        value: namesOf(host).join(' '),
        hint: 'The first is its subject.',
        when: made,
      }),
      question('days', 'Valid for days', { value: '3650', when: made }),
      question('crt', 'Certificate (PEM)', {
        kind: 'lines',
        hint: 'Certificates that sign it may follow.',
        when: given,
      }),
      question('key', 'Private key (PEM)', { kind: 'lines', hint: 'Without a passphrase.', when: given }),
      yesOrNo('ssh', 'New SSH host keys', { hint: 'Who has logged in before is warned that the host is another one.' }),
    ]
  },
  async plan(host, answers, plan) {
    if (answers.certificate === 'self-signed') await putSelfSigned(plan, answers, host.now)
    if (answers.certificate === 'given') putGiven(plan, answers, host.now)
    if (answers.certificate !== 'keep')
      plan.note('A vCenter that manages the host trusts the certificate it had: connect the host again there.')
    if (answers.ssh === 'yes' && renewHostKeys(plan) === 0)
      throw badAnswer('ssh', 'This backup has no SSH host keys of a kind that is known here.')
  },
}

/** The host's names and its management address, for a certificate. */
export function namesOf(host: HostView): readonly string[] {
  const name = hostNameOf(host)
  const address = managementPath(host).port?.ipv4?.address
  const short = name?.split('.')[0]
  return [...new Set([name, short, address].filter(one => one != null && one !== ''))] as string[]
}

/** Puts a new pair that signs itself. Throws ANSWER. */
export async function putSelfSigned(plan: Plan, answers: GuideAnswers, now: Date): Promise<void> {
  const names = wordsOf(answers.names)
  const [first] = names
  if (first === undefined) throw badAnswer('names', 'A certificate needs a name, such as esx01.example.com.')
  const bad = names.find(name => !/^[\w.:*-]{1,253}$/.test(name))
  if (bad !== undefined) throw badAnswer('names', `"${bad}" is not a name of a host.`)
  const days = Number(answers.days)
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw badAnswer('days', `A number of days from 1 to ${mostDays}, not "${answers.days ?? ''}".`)
  const pair = await selfSignedPair(names, days, now)
  put(plan, pair.certificate, pair.key)
}

function putGiven(plan: Plan, answers: GuideAnswers, now: Date): void {
  const text = `${(answers.crt ?? '').trim()}\n`
  const [first] = certificatesIn(text)
  if (!first) throw badAnswer('crt', 'There is no certificate in this text that can be read (PEM).')
  const given = `${(answers.key ?? '').trim()}\n`
  const key = keyIn(given)
  if (!first.certificate.checkPrivateKey(key)) throw badAnswer('key', 'The key is not that of the certificate.')
  warn(plan, first.certificate, now)
  put(plan, text, given)
}

/** Throws ANSWER for what is not a private key, or has a passphrase. */
function keyIn(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch {
    const hint = /ENCRYPTED/.test(text) ? ' It has a passphrase, which the host could not type.' : ''
    throw badAnswer('key', `This is not a private key that can be read (PEM).${hint}`)
  }
}

function warn(plan: Plan, { validFrom, validTo, subjectAltName }: X509Certificate, now: Date): void {
  if (new Date(validTo) < now) plan.note(`The certificate has expired: ${validTo}.`)
  if (new Date(validFrom) > now) plan.note(`The certificate is valid only from ${validFrom}.`)
  if (subjectAltName === undefined) plan.note('The certificate has no alternative names: browsers refuse it.')
}

function put(plan: Plan, crt: string, key: string): void {
  for (const path of [RUI_CERTIFICATE_PATH, RUI_KEY_PATH])
    if (plan.before(path) === null) plan.note(`${path} is new: look at its mode and owner in the changes.`)
  plan.put(RUI_CERTIFICATE_PATH, asBytes(crt))
  plan.put(RUI_KEY_PATH, asBytes(key))
}
