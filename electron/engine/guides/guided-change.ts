// Guided changes of a document: what is offered, what one would do, and doing it as one step of undo.
import { readKeys, removeKey, setKey } from '../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../shared/model/errors'
import {
  type GuideAnswers,
  type GuideId,
  guideIds,
  type GuideOffer,
  type GuidePreview,
} from '../../../shared/model/guide'
import { fileWith } from '../../../shared/secrets/secret'
import { replaceSpans, secretMask, secretSpans } from '../../../shared/secrets/spans'
import { bytesOf } from '../codecs/bytes'
import { unifiedDiff } from '../diff/lines'
import type { Document } from '../document/document'
import { changeConfFile, readConfFile } from '../edits/conf-file'
import { findEntry } from '../esx/find-entry'
import { ESX_CONF_PATH } from '../esx/paths'
import { backupFacts } from '../facts/backup-facts'
import { HostView } from '../facts/host-view'
import { secretNamesOf } from '../secrets/schema-names'
import { valueText } from '../settings/list'
import { settingsOf } from '../settings/read-settings'
import { secretKindByName } from '../settings/secret-kind'
import { changeSettings } from '../store/change-settings'
import { planStore } from '../store/change-store'
import { Plan } from './plan'
import { guides } from './registry'

/** Every guided change, with its questions as this backup answers them. */
export async function offersOf(document: Document): Promise<readonly GuideOffer[]> {
  const host = await viewOf(document)
  return guideIds.map(id => offer(host, id))
}

/** One of them. */
export async function offerOf(document: Document, id: GuideId): Promise<GuideOffer> {
  return offer(await viewOf(document), id)
}

function offer(host: HostView, id: GuideId): GuideOffer {
  const { title, about, basis, questions } = guides[id]
  const asked = questions(host)
  return typeof asked === 'string'
    ? { id, title, about, basis, unavailable: asked, questions: [] }
    : { id, title, about, basis, unavailable: null, questions: asked }
}

/** What it would do. An answer that cannot be is told, not thrown. */
export async function previewOf(document: Document, id: GuideId, answers: GuideAnswers): Promise<GuidePreview> {
  const plan = new Plan(await viewOf(document))
  try {
    await fill(plan, id, answers)
    await check(document, plan)
    return { refusal: null, ...(await partsOf(document, plan)) }
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'INTERNAL') throw error
    const question = error.code === 'ANSWER' ? (error.where.path ?? null) : null
    return { refusal: { question, message: error.message }, filled: plan.filled, settings: [], files: [], notes: [] }
  }
}

/**
 * Makes the change as one step of undo. Throws ANSWER for an answer that cannot be and for answers that change nothing, and what the settings
 * and files refuse.
 */
export async function makeChange(
  document: Document,
  id: GuideId,
  answers: GuideAnswers,
  now: Date,
): Promise<readonly string[]> {
  const plan = new Plan(await viewOf(document))
  await fill(plan, id, answers)
  if (plan.empty) throw new BootbankError('ANSWER', 'The backup has all of this already: these answers change nothing.')
  const label = guides[id].title
  await document.asOneStep(label, async () => {
    if (plan.settings.size > 0) await changeSettings(document, label, plan.settingChanges(), now)
    if (plan.keys.size > 0) await changeConfFile(document, label, text => withKeys(text, plan))
    for (const [path, text] of plan.files) putFile(document, path, text, label)
  })
  return plan.notes
}

async function viewOf(document: Document): Promise<HostView> {
  await document.openChain()
  return new HostView(document, await settingsOf(document), backupFacts(document), new Date())
}

async function fill(plan: Plan, id: GuideId, answers: GuideAnswers): Promise<void> {
  const { host } = plan
  const guide = guides[id]
  const asked = guide.questions(host)
  if (typeof asked === 'string') throw new BootbankError('ANSWER', asked)
  const unknown = Object.keys(answers).find(name => !asked.some(one => one.id === name))
  if (unknown !== undefined) {
    const names = asked.map(one => one.id).join(', ')
    throw new BootbankError('ANSWER', `${id} does not ask for ${unknown}. It asks for ${names}.`, { path: unknown })
  }
  const full: Record<string, string> = Object.fromEntries(asked.map(one => [one.id, answers[one.id] ?? one.value]))
  for (const { id: name, label, choices } of asked) {
    if (choices.length === 0 || choices.some(({ value }) => value === full[name])) continue
    const words = choices.map(({ value }) => value).join(', ')
    throw new BootbankError('ANSWER', `${label}: one of ${words}, not "${full[name]}".`, { path: name })
  }
  await guide.plan(host, full, plan)
}

/** Throws what making it would throw, as far as that can be known. */
async function check(document: Document, plan: Plan): Promise<void> {
  if (plan.settings.size > 0) await planStore(document, plan.settingChanges())
  if (plan.keys.size > 0) withKeys((await readConfFile(document)).text, plan)
}

function withKeys(text: string, { keys }: Plan): string {
  return [...keys].reduce((now, [key, value]) => (value === null ? removeKey(now, key) : setKey(now, key, value)), text)
}

function putFile(document: Document, path: string, text: string | null, label: string): void {
  const entry = findEntry(document, path)
  if (text === null) {
    if (entry) document.remove(entry)
    return
  }
  const content = bytesOf(new Uint8Array(Buffer.from(text, 'latin1')))
  if (entry) {
    document.put(entry, content, { label })
    return
  }
  const beside = findEntry(document, ESX_CONF_PATH)
  if (!beside)
    throw new BootbankError(
      'ADDRESS_NOT_FOUND',
      `There is no ${ESX_CONF_PATH} in this backup, so it is not known where its files are.`,
    )
  const prefix = beside.name.startsWith('./') ? './' : ''
  document.add(beside.layer, `${prefix}${path}`, content)
}

async function partsOf(document: Document, plan: Plan): Promise<Omit<GuidePreview, 'refusal'>> {
  const settings = await settingsOf(document)
  const names = secretNamesOf(settings)
  const hidden = (path: string, value: string | null) => {
    if (value === null) return null
    const name = path.split(/[#./]/).at(-1) ?? ''
    if (secretKindByName(name) !== null || names.has(name)) return secretMask
    return replaceSpans(value, secretSpans(value, fileWith([path], names)), () => secretMask)
  }
  const stored = [...plan.settings].map(([path, value]) => {
    const before = settings.at(path)
    return {
      path,
      before: hidden(path, before === null || before.value === undefined ? null : valueText(before.value)),
      after: hidden(path, value === undefined ? null : valueText(value)),
    }
  })
  const keys = plan.keys.size > 0 ? readKeys((await readConfFile(document)).text) : new Map<string, string>()
  const conf = [...plan.keys].map(([key, value]) => ({
    path: key,
    before: hidden(key, keys.get(key) ?? null),
    after: hidden(key, value),
  }))
  const files = [...plan.files].map(([path, text]) => {
    const old = plan.before(path)
    const diff = unifiedDiff(version(path, old), version(path, text), names)
    return { path, diff: Buffer.from(diff).toString('utf8') }
  })
  return { filled: plan.filled, settings: [...stored, ...conf], files, notes: plan.notes }
}

function version(address: string, text: string | null) {
  return text === null ? null : { address, content: bytesOf(new Uint8Array(Buffer.from(text, 'latin1'))) }
}
