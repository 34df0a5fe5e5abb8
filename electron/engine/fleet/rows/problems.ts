// What is wrong with a backup: why it could not be read, or what the checks find.
import type { ErrorData } from '../../../../shared/model/errors'
import type { Finding } from '../../../../shared/model/finding'
import type { Row } from '../tables'

/** The one row of a backup that could not be read. */
export function unreadRow(path: string, { code, message, where }: ErrorData): Row<'problems'> {
  return {
    path,
    kind: 'unread',
    code,
    severity: 'error',
    message,
    remedy: null,
    address: where.layer ?? null,
    line: null,
    byte_offset: where.offset ?? null,
    setting: null,
  }
}

/** A finding of the checks as a row; `path` is what the tables call the backup. */
export function findingRow(path: string, { code, severity, message, remedy, place }: Finding): Row<'problems'> {
  return {
    path,
    kind: 'finding',
    code,
    severity,
    message,
    remedy: remedy ?? null,
    address: place.address ?? place.layer ?? null,
    line: place.line ?? null,
    byte_offset: place.offset ?? null,
    setting: place.setting ?? null,
  }
}
