// Whether the tour is still to be offered: one small file in the data folder, shared by all windows of a host.
import { join } from 'node:path'
import { z } from 'zod'
import { SettingsFile } from './settings-file'

const stored = z.strictObject({ version: z.literal(1), isOver: z.boolean() })

/** Stands until the tour was taken or skipped. */
export class TourOffer {
  private readonly file: SettingsFile<z.infer<typeof stored>>

  constructor(dataDir: string) {
    this.file = new SettingsFile(join(dataDir, 'tour.json'), stored, { version: 1, isOver: false })
  }

  /** Until somebody took the tour to its end, or skipped it. */
  stands(): boolean {
    return !this.file.read().isOver
  }

  /** It is not offered any more. Where that cannot be written it is offered again at the next start: the error is dropped. */
  withdraw(): void {
    try {
      this.file.write({ version: 1, isOver: true })
    } catch {
      // An offer too many does no harm.
    }
  }
}
