// Numbers and times as the window shows them. Sizes are decimal (1 kB = 1000 bytes), as the status of a copy tool reads.

const units = ['kB', 'MB', 'GB', 'TB'] as const
const integers = new Intl.NumberFormat('en')

/** A count with thousands separators. */
export function formatCount(count: number): string {
  return integers.format(count)
}

/** Bytes at a glance, such as `812 B`, `1.4 kB`, `386 MB`: three significant digits. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  let unit = -1
  do {
    value /= 1000
    unit += 1
  } while (value >= 999.5 && unit < units.length - 1)
  const digits = value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** Bytes to the last one, such as `1,422 bytes`. */
export function formatExactSize(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${formatCount(bytes)} bytes`
}

/** An ISO 8601 time as `2024-03-05 10:21:07 UTC`; the text itself where it is not a time. */
export function formatTime(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** How long ago, such as `5 minutes ago`; from a week on the date. */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const time = new Date(iso).getTime()
  if (Number.isNaN(time)) return iso
  const minutes = Math.round((now - time) / 60_000)
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (minutes < 1) return relative.format(0, 'second')
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  if (minutes < 7 * 24 * 60) return relative.format(-Math.round(minutes / (24 * 60)), 'day')
  return new Date(time).toISOString().slice(0, 10)
}

/** An offset in both notations, such as `1,536 (0x600)`. */
export function formatOffset(offset: number): string {
  return `${formatCount(offset)} (0x${offset.toString(16)})`
}

/** A count with its noun, such as `1 entry` or `1,204 entries`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
