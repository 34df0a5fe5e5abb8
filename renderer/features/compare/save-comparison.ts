// The comparison handed out as a file.
import { type ComparisonFormat, comparisonFormats } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { type MenuItem, openMenuUnder } from '../../ui/menu'
import { saveFile } from '../../ui/save-file'
import { report } from '../../ui/toast'
import { compareText as texts } from './text'

const files: Readonly<Record<ComparisonFormat, { readonly name: string; readonly type: string }>> = {
  html: { name: 'comparison.html', type: 'text/html' },
  diff: { name: 'comparison.diff', type: 'text/x-diff' },
  json: { name: 'comparison.jsonl', type: 'application/x-ndjson' },
}

/** Lets the user choose a format, in a menu under the button. */
export function chooseFormat(button: Element, document: DocumentId): void {
  const items = comparisonFormats.map(
    (format): MenuItem => ({
      id: format,
      title: texts.formats[format],
      run: () => void saveAs(document, format),
    }),
  )
  openMenuUnder(button, { label: texts.saveAs, items })
}

async function saveAs(document: DocumentId, format: ComparisonFormat): Promise<void> {
  try {
    const bytes = await call('compare.export', { document, format })
    const { name, type } = files[format]
    saveFile(name, new Blob([Uint8Array.from(bytes)], { type }))
  } catch (thrown) {
    report(thrown)
  }
}
