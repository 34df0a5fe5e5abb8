// The checks by name, in the order in which they report. What each looks for is in electron/engine/checks; one that is missing there is
// a type error.

export const checkIds = [
  'not-a-host-state',
  'local-archive',
  'host-certificate',
  'config-store',
  'encryption-info-copies',
  'outside-etc-and-var',
  'path-prefix',
  'duplicate-name',
  't-flag-lost',
  'carriage-returns',
  'byte-order-mark',
  'gzip-members',
  'gzip-padding',
  'gzip-trailing',
  'visor-archive',
  'single-file',
] as const

export type CheckId = (typeof checkIds)[number]
