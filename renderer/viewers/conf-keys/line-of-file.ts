// One line of the file as it stands there, secrets included: asked for when its user wants to see or copy it.
import { BootbankError } from '../../../shared/model/errors'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { parseEsxConf } from '../../../shared/esx-conf/esx-conf'
import { call } from '../../bridge/call'
import { confKeysText as texts } from './text'

export interface LineOfFile {
  /** Without its ending. */
  readonly whole: string
  /** The value between the quotes; the whole line where it holds no key. */
  readonly value: string
}

/** `index` from 0. Rejects with BootbankError when there is no such line, or no text, any more. */
export async function lineOfFile(document: DocumentId, node: NodeId, index: number): Promise<LineOfFile> {
  // Without choices the fitting viewer answers, which is that of the text.
  const view = await call('node.view', { document, node, choices: {} })
  const text = view.viewer === 'text' ? view.data.text : ''
  const line = parseEsxConf(text)[index]
  if (line === undefined) throw new BootbankError('NOT_TEXT', texts.gone)
  const whole = text.slice(line.start, line.end)
  return { whole, value: line.kind === 'entry' ? line.value : whole }
}
