// Self-signed certificates by a program that shares no code with ours.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Pair {
  /** PEM. */
  readonly crt: string
  /** PEM, not encrypted. */
  readonly key: string
}

/** Makes `NAME.crt` and `NAME.key` in a folder, of a P-256 key, with `/CN=NAME` unless `more` says otherwise, and gives both. */
export function opensslPair(folder: string, name: string, ...more: readonly string[]): Pair {
  const [crt, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const subject = more.includes('-subj') ? [] : ['-subj', `/CN=${name}`]
  execFileSync('openssl', ['req', '-x509', ...curve, '-nodes', '-keyout', key, '-out', crt, ...subject, ...more], {
    stdio: 'pipe',
  })
  return { crt: readFileSync(crt, 'utf8'), key: readFileSync(key, 'utf8') }
}
