// Opaque handles for what only the Node side may name: files to read, places to write. A token is random, so it cannot be
// guessed, and belongs to one table, so a permission to write is never a permission to read.
import { randomBytes } from 'node:crypto'
import { BootbankError } from '../../shared/model/errors'

/** Handles of one kind, valid until they are revoked. */
export class Tokens<T> {
  private readonly held = new Map<string, T>()

  /** `what` completes the sentence of the refusal, such as "file". */
  constructor(private readonly what: string) {}

  /** Keeps a value and gives its token: 128 random bits. */
  issue(value: T): string {
    const token = randomBytes(16).toString('base64url')
    this.held.set(token, value)
    return token
  }

  /** The value; undefined for a token that was never given or is used up. */
  get(token: string): T | undefined {
    return this.held.get(token)
  }

  /** The value. Throws BAD_REQUEST for a token that was never given or is used up. */
  find(token: string): T {
    const value = this.held.get(token)
    if (value === undefined) {
      throw new BootbankError('BAD_REQUEST', `The permission for this ${this.what} is used up. Choose it again.`)
    }
    return value
  }

  /** Forgets a token. */
  revoke(token: string): void {
    this.held.delete(token)
  }
}
