// The observations handed out as a file.
import type { DocumentId } from '../../../shared/model/document'
import { type ObservationFormat, observationFormats } from '../../../shared/model/observation'
import { call } from '../../bridge/call'
import { chooseReport } from '../../ui/save-report'
import { observationsText as texts } from './text'

const files: Readonly<Record<ObservationFormat, { readonly name: string; readonly type: string }>> = {
  html: { name: 'observations.html', type: 'text/html' },
  json: { name: 'observations.jsonl', type: 'application/x-ndjson' },
}

/** Lets the user choose a format, in a menu under the button. */
export function chooseFormat(button: Element, document: DocumentId): void {
  const formats = observationFormats.map(format => ({
    id: format,
    title: texts.formats[format],
    ...files[format],
    make: () => call('observations.export', { document, format }),
  }))
  chooseReport(button, texts.saveAs, formats)
}
