import { manifestField } from '../../facts/manifest'
import type { BackupCheck, Found } from '../check'

export const manifest: BackupCheck<'manifest'> = {
  id: 'manifest',
  about: 'backup',
  severity: 'warning',
  explanation:
    'On the host restore_config compares the release and the UUID of Manifest.txt with those of the host and refuses others.',
  source: 'docs/formats.md section 9',
  run: ({ host, conf, release }) => {
    if (!host) return []
    const compare = (fields: readonly string[], own: string | null | undefined, what: string): readonly Found[] =>
      fields.flatMap(field =>
        manifestField(host, field).flatMap(({ text, source }) =>
          own && text.toLowerCase() !== own.toLowerCase()
            ? [
                {
                  ...(source && { place: source }),
                  message: `Manifest.txt names the ${what} ${text}, and esx.conf ${own}: restore_config goes by the Manifest.`,
                  remedy: 'Make both the same, or restore by the boot bank.',
                },
              ]
            : [],
        ),
      )
    return [...compare(['UUID'], conf.get('/system/uuid'), 'UUID'), ...compare(['RELEASELEVEL'], release, 'release')]
  },
}
