// What the window would ask for: the host's card, the tree, previews, facts, bytes, changes and diffs. Every answer must be plain
// data that survives the way to the window.
import type { Document } from '../../electron/engine/document/document'
import { hostCard } from '../../electron/engine/facts/host-card'
import { bundleParts } from '../../electron/engine/restore/contents'
import { checkedPlan } from '../../electron/engine/restore/plan'
import { stateLayer } from '../../electron/engine/esx/chain'
import { createSession, type Session } from '../../electron/session/session'
import type { SessionRequest, SessionResult } from '../../electron/session/session-commands'
import type { DocumentCommandName } from '../../shared/contract/contract'
import type { NodeId, TreeNode } from '../../shared/model/node'
import { certificateParts } from '../../shared/viewers/certificate'
import type { TableFacts } from '../../shared/viewers/tables'
import { attempt, expectThat, Finding } from './finding'

/** Certificates of one file that are printed. */
const CERTIFICATES = 3

/** Rows that are looked at in one document. */
const ROWS = 60

const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }

/** A document with the commands of the window. */
export class Views {
  readonly #session: Session
  readonly rows: TreeNode[] = []

  constructor(readonly document: Document) {
    this.#session = createSession('d', { document }, () => undefined)
  }

  /** Sends a command; a refusal is checked and gives null. */
  async ask<C extends DocumentCommandName>(command: C, request: SessionRequest<C>): Promise<SessionResult<C> | null> {
    const { value } = await attempt(command, () => this.#session.handle(command, request, context))
    try {
      // The session's answer to a command is that command's result: the handlers are typed so.
      return structuredClone(value) as SessionResult<C> | null
    } catch (error) {
      throw new Finding('plain-data', `${command}: ${String(error)}`, { cause: error })
    }
  }

  /** Walks the tree from the file on; `rows` holds what was met. */
  async walk(): Promise<void> {
    this.rows.length = 0
    const waiting: NodeId[] = ['f']
    for (let node = waiting.shift(); node !== undefined && this.rows.length < ROWS; node = waiting.shift()) {
      const rows = (await this.ask('tree.children', { node })) ?? []
      for (const row of rows) {
        this.rows.push(row)
        if (row.expandable) waiting.push(row.id)
      }
    }
    await this.#look('f')
    for (const { id } of this.rows.slice(0, ROWS)) await this.#look(id)
  }

  async #look(node: NodeId): Promise<void> {
    const view = await this.ask('node.view', { node, choices: {} })
    for (const viewer of view?.viewers.slice(1) ?? [])
      await this.ask('node.view', { node, choices: { [view?.kind ?? '']: viewer } })
    if (view?.viewer === 'tables') await this.#lookAtTables(node, view.data.tables)
    if (view?.viewer === 'certificate') {
      for (const part of certificateParts)
        for (const index of view.data[part].slice(0, CERTIFICATES).keys())
          await this.ask('certificate.printed', { node, part, index })
    }
    await this.ask('node.facts', { node })
    await this.ask('tree.path', { node })
    await this.ask('node.bytes', { node, offset: 10, length: 100 })
  }

  async #lookAtTables(node: NodeId, tables: readonly TableFacts[]): Promise<void> {
    for (const { name, columns, kind } of tables.slice(0, TABLES)) {
      if (kind !== 'table') continue
      const [column = ''] = columns.map(one => one.name)
      for (const sort of [null, { column, descending: true }]) {
        for (const filter of ['', 'e']) {
          const query = { table: name, sort, filter }
          await this.ask('table.rows', { node, query, offset: 0, limit: 20, full: true })
          await this.ask('table.cell', { node, query, position: 1, column, reveal: true })
        }
      }
      await this.ask('table.find', { node, table: name, key: columns.filter(one => one.key > 0).map(() => 'x') })
    }
  }

  /** The list of changes with a diff of each, and what a bundle would hold. */
  async changes(): Promise<void> {
    for (const { node } of (await this.ask('changes.list', {})) ?? []) await this.ask('changes.diff', { node })
    await this.ask('bundle.plan', {})
  }
}

/** Tables of a database that are looked at. */
const TABLES = 8
/** Entries of settings that are looked at in one document. */
const ENTRIES = 40

/** Settings, network, secrets and roles; none of them may ever refuse. */
export async function checkSettings(views: Views): Promise<void> {
  for (const command of ['host.network', 'secrets.list', 'files.roles'] as const) {
    expectThat((await views.ask(command, {})) !== null, command, () => 'refused')
  }
  const list = await views.ask('settings.list', {})
  expectThat(list !== null, 'settings.list', () => 'refused')
  for (const { path } of list?.entries.slice(0, ENTRIES) ?? []) {
    expectThat((await views.ask('settings.entry', { entry: path })) !== null, 'settings.entry', () => path)
  }
}

/** The host's card; it must never refuse, and no fact of it fail. */
export async function checkCard(document: Document): Promise<void> {
  const { error, value } = await attempt('host card', () => hostCard(document))
  expectThat(error === null, 'host-card', () => `${error?.code}: ${error?.message}`)
  const failed = value?.findings.find(({ code }) => code === 'fact-failed')
  expectThat(failed === undefined, 'host-card', () => failed?.message ?? '')
  structuredClone(value)
}

/** The files of a restore bundle, where there can be one. */
export async function checkBundle(document: Document): Promise<void> {
  const card = await hostCard(document)
  // A refusal is a part of the plan, whatever is asked.
  await checkedPlan(document, card, { plain: true })
  const checked = await checkedPlan(document, card, {})
  const layer = stateLayer(document, card.shape)
  if (checked.plan.refusal || !layer) return
  const built = await document.buildLayer(layer)
  await bundleParts(checked, { layer, built, whole: null, asked: {} })
}
