import type { BackupCheck } from '../check'

/** Bytes. A boot bank has 250 MB before 7.0 and 500 MB or more since; the system itself takes most of it. */
const tooLarge = 100 * 1024 * 1024

export const bootBankSize: BackupCheck<'boot-bank-size'> = {
  id: 'boot-bank-size',
  about: 'backup',
  severity: 'warning',
  explanation:
    'The state lies in a boot bank beside the system itself: one of many megabytes does not fit, and the host then saves nothing.',
  source: 'docs/formats.md section 2',
  run: ({ state }) =>
    state && state.source.length > tooLarge
      ? [
          {
            at: state,
            message: `The state has ${Math.round(state.source.length / 1024 / 1024)} MiB. A boot bank has 250 to 500 MB, of which the system takes most.`,
            remedy: 'Look for large files in it that the host does not need.',
          },
        ]
      : [],
}
