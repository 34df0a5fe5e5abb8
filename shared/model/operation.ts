/** Chosen by the caller; names a running operation in `progress` and `operation.cancel`. */
export type OperationId = string
