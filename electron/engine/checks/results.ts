// What each check came to: found something, found nothing, or could not know.
import { type CheckId, checkIds } from '../../../shared/findings/check-ids'
import type { Finding } from '../../../shared/model/finding'
import type { Severity } from '../../../shared/model/severity'
import type { Document } from '../document/document'
import { checks } from './registry'
import { Backup } from './backup'

export interface CheckResult {
  readonly check: CheckId | 'settings' | 'format'
  /** `unknown`: nothing was found, but a layer of the host could not be read, or not to its end. */
  readonly result: 'passed' | Severity | 'unknown'
  /** Findings of it. */
  readonly found: number
}

const worst: readonly Severity[] = ['error', 'warning', 'note']

/**
 * One row for each check, in the order in which they report; then `settings` for what reading the settings found, and `format` for
 * what reading the archives found. `findings` are those of checkBackup.
 */
export function checkResults(document: Document, findings: readonly Finding[]): readonly CheckResult[] {
  const isWhole = new Backup(document).wholeInner !== null
  const ids: ReadonlySet<string> = new Set(checkIds)
  const row = (check: CheckResult['check'], own: readonly Finding[], reads: boolean): CheckResult => ({
    check,
    result: worst.find(one => own.some(({ severity }) => severity === one)) ?? (reads ? 'passed' : 'unknown'),
    found: own.length,
  })
  return [
    ...checkIds.map(id => {
      const own = findings.filter(({ code }) => code === id)
      // What goes by the layers that are open is known of those.
      return row(id, own, isWhole || checks[id].about === 'layer')
    }),
    row(
      'settings',
      findings.filter(({ code }) => code.startsWith('settings-')),
      isWhole,
    ),
    row(
      'format',
      findings.filter(({ code }) => !ids.has(code) && !code.startsWith('settings-')),
      isWhole,
    ),
  ]
}
