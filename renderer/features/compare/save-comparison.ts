// The comparison handed out as a file.
import { type ComparisonFormat, comparisonFormats } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { chooseReport } from '../../ui/save-report'
import { compareText as texts } from './text'

const files: Readonly<Record<ComparisonFormat, { readonly name: string; readonly type: string }>> = {
  html: { name: 'comparison.html', type: 'text/html' },
  diff: { name: 'comparison.diff', type: 'text/x-diff' },
  json: { name: 'comparison.jsonl', type: 'application/x-ndjson' },
}

/** Lets the user choose a format, in a menu under the button. */
export function chooseFormat(button: Element, document: DocumentId): void {
  const formats = comparisonFormats.map(format => ({
    id: format,
    title: texts.formats[format],
    ...files[format],
    make: () => call('compare.export', { document, format }),
  }))
  chooseReport(button, texts.saveAs, formats)
}
