// File.
import { told } from '../values'
import { count } from '../../../../shared/text/count'
import { shapeText } from '../words'
import type { FactModule } from '../fact'

export const backupFile: FactModule = {
  id: 'backup.file',
  title: 'File',
  reads: 'The opened file.',
  kind: 'one',
  first: true,
  read: ({ document, backup }) => {
    const from = document.bank === null ? '' : `, from ${document.bank.text}`
    return [
      told({ name: document.name, size: backup.size, shape: backup.shape }, null, {
        text: `${document.name}, ${count(backup.size)} bytes, ${shapeText(backup.shape)}${from}`,
      }),
    ]
  },
}
