import type { BackupCheck } from '../check'

export const notAHostState: BackupCheck<'not-a-host-state'> = {
  id: 'not-a-host-state',
  about: 'backup',
  severity: 'error',
  explanation:
    'A host takes its state from local.tgz or local.tgz.ve in state.tgz; any other archive means nothing to it.',
  source: 'docs/formats.md section 1',
  run: ({ document, shape }) =>
    shape === 'archive' && document.root.problem === null
      ? [{ message: 'This is an archive, but no saved state of an ESXi host: local.tgz is not in it.' }]
      : [],
}
