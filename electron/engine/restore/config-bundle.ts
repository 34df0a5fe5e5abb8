// A configBundle around a lone state: Manifest.txt of the release and UUID that were given, and state.tgz, as restore_config of a host takes
// them (docs/formats.md section 9).
import { finding } from '../../../shared/findings/finding'
import type { ManifestFacts } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import type { Finding } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { type Bytes, bytesOf, equalBytes } from '../codecs/bytes'
import type { DeflateOptions } from '../codecs/deflate'
import { gzip } from '../codecs/gzip'
import { tarOf } from '../codecs/tar-write'
import { Document } from '../document/document'
import { STATE_NAME } from '../esx/paths'
import { sameRelease } from '../esx/same-release'

const MANIFEST_FILE = 'Manifest.txt'
/** Characters of a release: `vmware -l` prints a few words. */
const LONGEST_RELEASE = 80

/** Throws MANIFEST for what no host prints, and where the opened file has a Manifest.txt or no state of its own. */
export function checkManifest({ release, uuid }: ManifestFacts, document: Document, { shape }: HostCard): void {
  const refuse = (message: string) => {
    throw new BootbankError('MANIFEST', message)
  }
  if (shape === 'config-bundle')
    refuse(`${document.name} is a configBundle with a ${MANIFEST_FILE} of its own: change that one instead.`)
  if (
    release.length > LONGEST_RELEASE ||
    !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(release) ||
    !/\d+\.\d+/.test(release)
  )
    refuse('The release has to be what `vmware -l` prints on the host, such as VMware ESXi 7.0 Update 2.')
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid))
    refuse('The UUID has to be what `esxcfg-info -u` prints on the host: 32 hex digits in five groups, with hyphens.')
  if (/^[0-]+$|^[f-]+$/i.test(uuid)) refuse('The UUID has to be that of a machine; one of zeros or of Fs alone is not.')
}

/** What the user should know of a Manifest.txt that is made of these. */
export function manifestFindings({ release, uuid }: ManifestFacts, card: HostCard): readonly Finding[] {
  const own = card.release
  return [
    finding('bundle-manifest-made', {}),
    ...(own === null || sameRelease(release, own) ? [] : [finding('bundle-manifest-release', {}, release, own)]),
    ...(uuid.toLowerCase() === card.uuid?.toLowerCase() ? [finding('bundle-manifest-uuid', {}, uuid)] : []),
  ]
}

/**
 * The configBundle, dated like the state (ISO 8601, or null), so that the same state gives the same bytes. It is read again before it is given
 * away. Throws VERIFY_FAILED, CANCELLED.
 */
export async function configBundleOf(
  state: Bytes,
  { release, uuid }: ManifestFacts,
  savedAt: string | null,
  options: DeflateOptions = {},
): Promise<Bytes> {
  const mtime = savedAt === null ? 0 : Math.floor(Date.parse(savedAt) / 1000)
  const manifest = bytesOf(Buffer.from(`RELEASELEVEL=${release}\nUUID=${uuid}\n`))
  const members = [
    { name: MANIFEST_FILE, content: manifest, mode: 0o644, mtime },
    { name: STATE_NAME, content: state, mode: 0o644, mtime },
  ]
  const made = await gzip(tarOf(members), options)
  const again = await Document.open(made, { name: 'configBundle' })
  for (const { name, content } of members) {
    const entry = again.root.entries().find(one => one.name === name)
    if (!entry || !equalBytes(again.content(entry), content))
      throw new BootbankError('VERIFY_FAILED', `The configBundle, read again, differs in ${name}.`)
  }
  return made
}
