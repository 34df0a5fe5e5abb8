// The checks by name, in the order in which they report. What each looks for is in electron/engine/checks; one that is missing there is
// a type error.

export const checkIds = [
  'not-a-host-state',
  'local-archive',
  'host-certificate',
  'certificate-pair',
  'config-store',
  'conf-essentials',
  'conf-not-read',
  'accounts',
  'management',
  'encryption-info-copies',
  'envelope-mode',
  'seal-changed',
  'outside-etc-and-var',
  'path-prefix',
  'duplicate-name',
  'name-too-long',
  't-flag-lost',
  'carriage-returns',
  'byte-order-mark',
  'private-files',
  'foreign-owner',
  'release-modes',
  'boot-bank-size',
  'manifest',
  'gzip-members',
  'gzip-padding',
  'gzip-trailing',
  'visor-archive',
  'single-file',
] as const

export type CheckId = (typeof checkIds)[number]
