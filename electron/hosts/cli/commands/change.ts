// `bootbank change`: a guided change by its name and answers, then OUT, read back and proven. Without answers it says what is asked.
import { BootbankError } from '../../../../shared/model/errors'
import { type GuideAnswers, type GuideId, guideIds, type GuideOffer } from '../../../../shared/model/guide'
import { passwordHints } from '../../../../shared/model/password-hints'
import type { Document } from '../../../engine/document/document'
import { engineEdits } from '../../../engine/edits/edits'
import { makeChange, offerOf, previewOf } from '../../../engine/guides/guided-change'
import { firstLineOfInput } from '../apply-operations'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import { readFile } from '../read-file'
import type { Run } from '../run'
import { saveEdited } from '../save-edited'

/** What is not a guide, and yet a change by name. */
const PASSWORD = 'password'

/** Makes the change and writes OUT; without OUT says what it asks, or with answers what it would do. Throws ANSWER and what saving throws. */
export async function change(
  run: Run,
  given: {
    readonly name: string
    readonly file: string
    readonly answers: readonly string[]
    readonly out: string | null
  },
): Promise<ExitCode> {
  const { name, file, out } = given
  const answers = await answersOf(given.answers, run)
  if (name === PASSWORD) return changePassword(run, file, answers, out)
  const guide = guideIds.find(id => id === name)
  if (!guide) {
    throw new BootbankError('USAGE', `There is no change ${name}. There are ${[PASSWORD, ...guideIds].join(', ')}.`)
  }
  const document = await openBackup(file, run)
  if (out === null)
    return Object.keys(answers).length === 0 ? ask(run, document, guide) : preview(run, document, guide, answers)
  for (const note of await makeChange(document, guide, answers, new Date())) run.note(note)
  return saveEdited(run, document, file, out)
}

async function changePassword(run: Run, file: string, answers: GuideAnswers, out: string | null): Promise<ExitCode> {
  const { account = 'root', action = 'set', ...others } = answers
  const [stranger] = Object.keys(others)
  const known = ['set', 'lock', 'clear'] as const
  const what = known.find(one => one === action)
  if (stranger !== undefined || what === undefined || out === null)
    throw new BootbankError(
      'USAGE',
      'bootbank change password FILE [account=root] [action=set|lock|clear] -o OUT; a new password is the first line of standard input.',
    )
  const document = await openBackup(file, run)
  const password = what === 'set' ? await firstLineOfInput(run) : ''
  if (what === 'set') for (const hint of passwordHints(password)) run.note(hint)
  await engineEdits.password.apply(document, null, { account, action: what, password })
  return saveEdited(run, document, file, out)
}

/** ID=TEXT, or ID=@LOCALFILE for the text of a file. Throws USAGE and what reading a file throws. */
async function answersOf(given: readonly string[], run: Run): Promise<GuideAnswers> {
  const answers: Record<string, string> = {}
  for (const text of given) {
    const at = text.indexOf('=')
    if (at < 1) throw new BootbankError('USAGE', `An answer is QUESTION=TEXT, such as vlan=20, not "${text}".`)
    const value = text.slice(at + 1)
    if (/PRIVATE KEY/.test(value))
      throw new BootbankError(
        'USAGE',
        'A private key is never an argument, which every user of the machine sees: give its file as key=@FILE.',
      )
    answers[text.slice(0, at)] = value.startsWith('@') ? await textOf(value.slice(1), run) : value
  }
  return answers
}

async function textOf(path: string, run: Run): Promise<string> {
  const bytes = await readFile(path, run)
  return Buffer.from(bytes.read(0, bytes.length)).toString('utf8')
}

async function ask(run: Run, document: Document, id: GuideId): Promise<ExitCode> {
  const offer = await offerOf(document, id)
  if (run.json) run.printJson(offer)
  else run.print(offer.unavailable === null ? questionsOf(offer) : [offer.unavailable])
  return offer.unavailable === null ? 0 : 1
}

function questionsOf({ title, about, basis, questions }: GuideOffer): readonly string[] {
  return [
    `${title}. ${about}`,
    '',
    ...questions.flatMap(({ id, label, hint, value, choices, rows, when }) => [
      `${id}=${value.includes('\n') ? '' : value}`,
      ...(value.includes('\n')
        ? value
            .trimEnd()
            .split('\n')
            .map(line => `    | ${line}`)
        : []),
      ...rows.map(({ id: row, about }) => `    | ${row} (${about})`),
      `    ${[
        `${label}.`,
        hint,
        choices.length > 0 ? `One of ${choices.map(choice => choice.value).join(', ')}.` : '',
        when === null ? '' : `Asked with ${when.question}=${when.is}.`,
      ]
        .filter(word => word !== '')
        .join(' ')}`,
    ]),
    '',
    basis,
  ]
}

async function preview(run: Run, document: Document, id: GuideId, answers: GuideAnswers): Promise<ExitCode> {
  const { refusal, filled, settings, files, notes } = await previewOf(document, id, answers)
  if (refusal)
    throw new BootbankError('ANSWER', refusal.message, refusal.question === null ? {} : { path: refusal.question })
  if (run.json) run.printJson({ filled, settings, files, notes })
  else {
    const words = (value: string | null) => value ?? 'not set'
    run.print([
      ...settings.map(({ path, before, after }) => `${path}: ${words(before)} -> ${words(after)}`),
      ...files.flatMap(({ diff }) => diff.trimEnd().split('\n')),
      ...notes.map(note => `note: ${note}`),
    ])
  }
  return 0
}
