import { RUI_CERTIFICATE_PATH, RUI_KEY_PATH } from '../../esx/paths'
import type { BackupCheck } from '../check'

export const hostCertificate: BackupCheck<'host-certificate'> = {
  id: 'host-certificate',
  about: 'backup',
  severity: 'error',
  explanation:
    'The backup script of the host refuses to run, and hangs a shutdown, when rui.key or rui.crt is empty or missing.',
  source: 'docs/formats.md section 9',
  run: backup => {
    const { wholeInner } = backup
    return [RUI_KEY_PATH, RUI_CERTIFICATE_PATH].flatMap(path => {
      const entry = backup.file(path)
      if (entry ? entry.size > 0 || entry.kind !== 'file' : !wholeInner) return []
      const at = entry ?? wholeInner
      return [
        {
          ...(at ? { at } : {}),
          message:
            `${path} is ${entry ? 'empty' : 'missing'}: where the host does not have it either, ` +
            'its backup script refuses to run and hangs the next shutdown.',
          remedy: `Put the ${path.endsWith('.key') ? 'private key' : 'certificate'} of the host there, or a new pair of both.`,
        },
      ]
    })
  },
}
