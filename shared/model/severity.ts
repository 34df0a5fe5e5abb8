// How much a finding matters.

/** `error`: the host, or a later edit, will fail on it; `warning`: it may; `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note'
