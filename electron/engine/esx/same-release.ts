// Releases as different places of a host write them (docs/formats.md section 9).

/**
 * Whether a release of a Manifest, a number or words such as `VMware ESXi 7.0 Update 2` (what `vmware -l` prints), can be that of esx.conf. An
 * update is counted in the third number since 7.0 and was not before, so where the words name one the first two numbers are compared.
 */
export function sameRelease(told: string, own: string): boolean {
  const [a, b] = [told, own].map(text => /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text))
  if (!a || !b) return told.toLowerCase() === own.toLowerCase()
  if (a[1] !== b[1] || a[2] !== b[2]) return false
  return a[3] === undefined || b[3] === undefined || a[3] === b[3] || /update/i.test(told)
}
