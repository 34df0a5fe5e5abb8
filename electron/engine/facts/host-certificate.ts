// The host's TLS certificate and key for the card: the few facts that Node's own X.509 gives at once. The viewer of certificates reads them
// by a library (formats/certificate), which takes longer to load than the whole card.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Place } from '../../../shared/model/place'
import { RUI_CERTIFICATE_PATH, RUI_KEY_PATH } from '../esx/paths'
import { pemBlocks } from '../formats/certificate/pem'
import { certificateLabels } from '../formats/certificate/read'
import type { HostView } from './host-view'

export interface HostCertificate {
  /** Null where there is none, or none that can be read. */
  readonly certificate: X509Certificate | null
  readonly place: Place | null
  readonly key: KeyObject | null
  /** Null where there is no key file. */
  readonly keyPlace: Place | null
}

const known = new WeakMap<HostView, HostCertificate>()

/** etc/vmware/ssl/rui.crt and rui.key. */
export function hostCertificate(host: HostView): HostCertificate {
  const before = known.get(host)
  if (before) return before
  const [file, keyFile] = [host.file(RUI_CERTIFICATE_PATH), host.file(RUI_KEY_PATH)]
  const found = {
    certificate: (file && certificatesIn(file.text)[0]?.certificate) ?? null,
    place: file?.place() ?? null,
    key: keyFile && privateKeyIn(keyFile.text),
    keyPlace: keyFile?.place() ?? null,
  }
  known.set(host, found)
  return found
}

/** The certificates of a PEM file that can be read, each with the line it begins on. */
export function certificatesIn(
  text: string,
): readonly { readonly certificate: X509Certificate; readonly line: number }[] {
  return pemBlocks(text).flatMap(({ label, line, content }) => {
    if (!certificateLabels.includes(label) || !('der' in content)) return []
    try {
      return [{ certificate: new X509Certificate(content.der), line }]
    } catch {
      return []
    }
  })
}

/** A distinguished name on one line. */
export function nameText(name: string): string {
  return name.split('\n').join(', ')
}

/** Null for what the crypto library cannot read, a key with a passphrase among it. */
function privateKeyIn(text: string): KeyObject | null {
  try {
    return createPrivateKey(text)
  } catch {
    return null
  }
}
