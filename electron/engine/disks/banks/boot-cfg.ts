// boot.cfg of a bank: what the boot loader goes by (docs/formats.md sections 9 and 11). Lines `key=value`; the first of a key counts, as
// restore.sh reads it. It is what makes a file system a bank, wherever it is.

/** Bytes of it that are read: some kilobytes on a host with many modules. */
export const BOOT_CFG_BYTES = 64 * 1024
const MARKS = ['bootstate', 'updated', 'modules']

export interface BootCfg {
  readonly build: string | null
  readonly updated: number | null
  readonly bootstate: number | null
  readonly title: string | null
  readonly modules: readonly string[]
}

/** Null where it lacks what every bank's boot.cfg has. Never throws. */
export function parseBootCfg(bytes: Uint8Array): BootCfg | null {
  const values = new Map<string, string>()
  for (const line of Buffer.from(bytes.subarray(0, BOOT_CFG_BYTES))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\n')) {
    const at = line.indexOf('=')
    const key = line.slice(0, Math.max(0, at)).trim()
    if (at > 0 && !values.has(key)) values.set(key, line.slice(at + 1).trim())
  }
  if (!MARKS.every(key => values.has(key))) return null
  return {
    build: values.get('build') ?? null,
    updated: numberOf(values.get('updated')),
    bootstate: numberOf(values.get('bootstate')),
    title: values.get('title') ?? null,
    modules: (values.get('modules') ?? '').split(' --- ').map(name => name.trim()),
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** What a bootstate is known to mean (docs/formats.md section 11). */
export function bootstateMeans(bootstate: number | null): string {
  switch (bootstate) {
    case 0:
      return 'normal'
    case 1:
      return 'updated, not booted yet'
    case 3:
      return 'retired'
    case null:
      return 'no number'
    default:
      return 'meaning not known'
  }
}
