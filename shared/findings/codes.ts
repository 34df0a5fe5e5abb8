// Every code that a finding can have: those of the tables in this folder, those of the checks, and those of errors.
import type { ErrorCode } from '../model/errors'
import type { CheckId } from './check-ids'
import type { TableCode } from './kinds'

export type FindingCode = TableCode | CheckId | ErrorCode
