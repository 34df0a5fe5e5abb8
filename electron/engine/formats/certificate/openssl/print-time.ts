// A time as OpenSSL prints it.

/** Such as `Jan  2 03:04:05 2025 GMT`. */
export function printedTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'Bad time value'
  const [, day = '', month = '', year = '', clock = ''] = date.toUTCString().split(' ')
  return `${month} ${day.replace(/^0/, ' ')} ${clock} ${year} GMT`
}
