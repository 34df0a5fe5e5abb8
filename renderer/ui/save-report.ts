// A report that is handed out as a file: the user chooses a format in a menu, then where it goes.
import { type MenuItem, openMenuUnder } from './menu'
import { saveFile } from './save-file'
import { report } from './toast'

export interface ReportFormat {
  readonly id: string
  readonly title: string
  /** Name of the file. */
  readonly name: string
  /** Its media type. */
  readonly type: string
  /** Its bytes. Rejects why there are none, which is told in a notice. */
  readonly make: () => Promise<Uint8Array>
}

/** Lets the user choose one of the formats, in a menu under the button. */
export function chooseReport(button: Element, label: string, formats: readonly ReportFormat[]): void {
  const items = formats.map(
    (format): MenuItem => ({ id: format.id, title: format.title, run: () => void save(format) }),
  )
  openMenuUnder(button, { label, items })
}

async function save({ name, type, make }: ReportFormat): Promise<void> {
  try {
    saveFile(name, new Blob([Uint8Array.from(await make())], { type }))
  } catch (thrown) {
    report(thrown)
  }
}
