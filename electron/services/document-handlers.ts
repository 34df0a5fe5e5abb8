// The commands of an open document, as the host passes them on to its thread: grants and targets become paths on the way
// there, and where a written thing is to be found is added on the way back.
import type { DocumentCommandName } from '../../shared/contract/commands'
import type { RequestOf, ResultOf } from '../../shared/contract/contract'
import { BootbankError } from '../../shared/model/errors'
import type { HostDialogs } from './dialogs'
import type { Documents } from './documents'
import type { GrantedTarget, Grants } from './grants'

export interface DocumentHandlersOptions {
  readonly documents: Documents
  readonly grants: Grants
  readonly dialogs: HostDialogs
}

type DocumentHandlers = { readonly [C in DocumentCommandName]: (request: RequestOf<C>) => Promise<ResultOf<C>> }

export function documentHandlers({ documents, grants, dialogs }: DocumentHandlersOptions): DocumentHandlers {
  const placed = async <R>(target: GrantedTarget, writing: Promise<R>) => {
    const result = await writing
    return { ...result, label: target.label, download: dialogs.publish(target) }
  }
  const readable = async <R>(grant: string, reading: (source: string) => Promise<R>) => {
    const result = await reading(grants.file(grant).path)
    grants.release(grant)
    return result
  }

  return {
    'document.status': ({ document }) => documents.call(document, 'document.status', {}),
    'host.card': ({ document }) => documents.call(document, 'host.card', {}),
    'tree.children': ({ document, ...at }) => documents.call(document, 'tree.children', at),
    'tree.path': ({ document, ...at }) => documents.call(document, 'tree.path', at),
    'node.preview': ({ document, ...at }) => documents.call(document, 'node.preview', at),
    'node.facts': ({ document, ...at }) => documents.call(document, 'node.facts', at),
    'node.bytes': ({ document, ...at }) => documents.call(document, 'node.bytes', at),
    'edit.text': ({ document, ...edit }) => documents.call(document, 'edit.text', edit),
    'edit.replace': ({ document, node, grant }) =>
      readable(grant, source => documents.call(document, 'edit.replace', { node, source })),
    'edit.add': ({ document, node, name, grant }) =>
      readable(grant, source => documents.call(document, 'edit.add', { node, name, source })),
    'edit.remove': ({ document, ...at }) => documents.call(document, 'edit.remove', at),
    'edit.rename': ({ document, ...edit }) => documents.call(document, 'edit.rename', edit),
    'edit.mode': ({ document, ...edit }) => documents.call(document, 'edit.mode', edit),
    'edit.undo': ({ document }) => documents.call(document, 'edit.undo', {}),
    'edit.redo': ({ document }) => documents.call(document, 'edit.redo', {}),
    'edit.revert': ({ document, ...at }) => documents.call(document, 'edit.revert', at),
    'edit.revertAll': ({ document }) => documents.call(document, 'edit.revertAll', {}),
    'changes.list': ({ document }) => documents.call(document, 'changes.list', {}),
    'changes.diff': ({ document, ...at }) => documents.call(document, 'changes.diff', at),
    'bundle.plan': ({ document }) => documents.call(document, 'bundle.plan', {}),
    'bundle.build': async ({ document, target: token, operation }) => {
      const target = targetOf(token, ['folder', 'zip'])
      return placed(target, documents.call(document, 'bundle.build', { target }, operation))
    },
    'document.save': async ({ document, target: token, operation }) => {
      const target = targetOf(token, ['file'])
      return placed(target, documents.call(document, 'document.save', { target }, operation))
    },
    'node.save': async ({ document, node, target: token, operation }) => {
      const target = targetOf(token, ['file'])
      return placed(target, documents.call(document, 'node.save', { node, target }, operation))
    },
  }

  /** The granted target, if it fits the command. */
  function targetOf(token: string, kinds: readonly GrantedTarget['kind'][]): GrantedTarget {
    const target = grants.target(token)
    if (kinds.includes(target.kind)) return target
    throw new BootbankError('BAD_REQUEST', `This target is a ${target.kind}; ${kinds.join(' or ')} is needed.`)
  }
}
