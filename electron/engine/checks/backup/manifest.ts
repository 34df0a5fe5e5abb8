import { sameRelease } from '../../esx/same-release'
import { manifestField } from '../../facts/manifest'
import type { BackupCheck, Found } from '../check'

/** The fields that restore_config compares. */
const demanded = ['RELEASELEVEL', 'UUID'] as const

export const manifest: BackupCheck<'manifest'> = {
  id: 'manifest',
  about: 'backup',
  severity: 'warning',
  explanation:
    'On the host restore_config demands Manifest.txt, and compares its release and its UUID (that of the machine, not the system UUID of esx.conf) with those of the host.',
  source: 'docs/formats.md section 9',
  run({ host, release, document, shape }) {
    if (!host || shape !== 'config-bundle') return []
    const file = document.root.entries().find(({ name }) => name === 'Manifest.txt')
    if (!file)
      return document.root.problem
        ? []
        : [
            {
              at: document.root,
              message: 'There is no Manifest.txt, which restore_config demands.',
              remedy: 'Restore state.tgz by the boot bank.',
            },
          ]
    const missing: readonly Found[] = demanded
      .filter(field => manifestField(host, field).length === 0)
      .map(field => ({
        at: file,
        message: `Manifest.txt has no ${field}, which restore_config compares with that of the host.`,
        remedy: 'Restore state.tgz by the boot bank.',
      }))
    const wrong = manifestField(host, 'RELEASELEVEL').flatMap(({ text, source }): Found[] =>
      release === null || sameRelease(text, release)
        ? []
        : [
            {
              ...(source && { place: source }),
              message: `Manifest.txt names the release ${text}, and esx.conf ${release}: restore_config goes by the Manifest.`,
              remedy: 'Make both the same, or restore by the boot bank.',
            },
          ],
    )
    return [...missing, ...wrong]
  },
}
