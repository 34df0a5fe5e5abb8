// A copy made of bytes, and looked through by other means than the engine's own search.
import { Document } from '../../electron/engine/document/document'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { sanitise, type SanitiseOptions } from '../../electron/engine/sanitise/sanitise'

/** Opens every layer of a state.tgz. */
export async function openAll(bytes: Uint8Array): Promise<Document> {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openAll()
  return document
}

/** A sanitised copy, opened, beside its source. */
export async function copyOf(bytes: Uint8Array, options: SanitiseOptions = {}) {
  const source = await openAll(bytes)
  const { bytes: made, report } = await sanitise(source, options)
  const copy = await openAll(toUint8Array(made))
  return { source, copy, made: toUint8Array(made), report }
}

/** Every byte of every layer: as stored and inflated, in one latin-1 string each; and what stands in PEM, decoded. */
export function allBytes(document: Document): readonly string[] {
  const stored = document
    .layers()
    .flatMap(({ source, content }) => [source, content])
    .map(one => Buffer.from(toUint8Array(one)).toString('latin1'))
  const pem = stored.flatMap(text => [...text.matchAll(/-----BEGIN [A-Z ]+-----([A-Za-z0-9+/=\s]+)-----END/g)])
  return [...stored, ...pem.map(([, body = '']) => Buffer.from(body, 'base64').toString('latin1'))]
}

/** Whether a secret is anywhere in a document: as it is, in hex or in base64. */
export function holds(document: Document, secret: Uint8Array | string): boolean {
  const raw = Buffer.from(typeof secret === 'string' ? Buffer.from(secret) : secret)
  const forms = [raw.toString('latin1'), raw.toString('hex'), raw.toString('hex').toUpperCase(), raw.toString('base64')]
  return allBytes(document).some(bytes => forms.some(form => bytes.includes(form)))
}

/** What the headers of all entries say. */
export const listing = (document: Document) =>
  document
    .layers()
    .flatMap(layer =>
      layer.entries().map(({ name, kind, mode, uid, gid, mtime }) => ({ name, kind, mode, uid, gid, mtime })),
    )
