// Certificates in the files of the host, in PEM. Text that only looks like one is left out: `problems` and the viewer tell of it.
import type { NamePart } from '../../../../shared/viewers/certificate'
import { plain } from '../../document/plain-name'
import { RUI_CERTIFICATE_PATH } from '../../esx/paths'
import type { HostView } from '../../facts/host-view'
import { pemBlocks } from '../../formats/certificate/pem'
import { certificateLabels } from '../../formats/certificate/read'
import type { Row } from '../tables'

/** Bytes of a file that is looked through, and of one certificate; certificates of one file. */
const largestFile = 4 * 1024 * 1024
const largest = 64 * 1024
const most = 1000

const begin = Buffer.from('-----BEGIN ')

/** In the order of the archive. */
export async function certificateRows(host: HostView): Promise<readonly Row<'certificates'>[]> {
  const rows: Row<'certificates'>[] = []
  for (const layer of host.document.chain())
    for (const entry of layer.entries()) {
      if (entry.kind !== 'file' || entry.problem || entry.size > largestFile || entry.opens !== null) continue
      const content = entry.layer.contentOf(entry.slot)
      const bytes = content.read(0, content.length)
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(begin) < 0) continue
      rows.push(...(await certificatesIn(bytes, entry.address, plain(entry.name) === RUI_CERTIFICATE_PATH)))
    }
  return rows
}

async function certificatesIn(
  bytes: Uint8Array,
  address: string,
  isHosts: boolean,
): Promise<readonly Row<'certificates'>[]> {
  const blocks = pemBlocks(Buffer.from(bytes).toString('latin1'))
    .filter(({ label }) => certificateLabels.includes(label))
    .slice(0, most)
  if (blocks.length === 0) return []
  const { parseCertificate } = await import('../../formats/certificate/parse')
  const rows: Row<'certificates'>[] = []
  for (const { content, line } of blocks) {
    if (!('der' in content) || content.der.length > largest) continue
    try {
      const { shown } = parseCertificate(content.der, line)
      rows.push({
        purpose: isHosts && rows.length === 0 ? 'host' : 'other',
        common_name: shown.subject.findLast(({ type }) => type === 'CN')?.value ?? null,
        subject: nameText(shown.subject),
        issuer: nameText(shown.issuer),
        names: shown.alternativeNames,
        valid_from: shown.notBefore,
        valid_until: shown.notAfter,
        key_type: shown.key.type,
        key_bits: shown.key.bits,
        signature: shown.signature,
        is_authority: shown.isAuthority,
        serial: shown.serial,
        sha256: shown.sha256,
        address,
        line,
      })
    } catch {
      // No certificate after all.
    }
  }
  return rows
}

function nameText(parts: readonly NamePart[]): string {
  return parts.map(({ type, value }) => `${type}=${value}`).join(', ')
}
