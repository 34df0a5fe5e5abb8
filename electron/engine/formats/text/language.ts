// Which highlighting a text gets: by path first, by its first characters where the path says nothing.
import type { TextLanguage } from '../../../../shared/model/preview'

const byPath: readonly (readonly [RegExp, TextLanguage])[] = [
  [/(^|\/)esx\.conf(\.\w+)?$/, 'esx-conf'],
  [/(^|\/)(\.#)?(passwd|shadow|group|gshadow)-?$/, 'accounts'],
  [/\.(xml|xsd|xsl|wsdl|plist|svg)$/, 'xml'],
  [/\.json$/, 'json'],
  [/\.(pem|crt|cer|csr)$|(^|\/)(rui|castore)\.\w+$|authorized_keys$|_key(\.pub)?$/, 'pem'],
  [/\.(sh|bash|ash)$|(^|\/)(rc\.local|profile|shrc|\.profile|\.bashrc)(\.d\/.*)?$|(^|\/)init\.d\/[^/]+$/, 'shell'],
  [/\.(conf|cfg|cnf|ini|properties|rules|info)$|(^|\/)(sshd_config|ssh_config|config|Manifest\.txt)$/, 'properties'],
]

const byContent: readonly (readonly [RegExp, TextLanguage])[] = [
  [/^-----BEGIN [A-Z0-9 ]+-----/, 'pem'],
  [/^#![^\n]*\/(ba|a|da)?sh\b/, 'shell'],
  [/^<(\?xml|!DOCTYPE|!--|[A-Za-z][\w:.-]*[\s/>])/, 'xml'],
  [/^\/[^\s=]+ = "/, 'esx-conf'],
]

/** The language of a text; `path` is the name inside its archive. */
export function languageOf(path: string, text: string): TextLanguage {
  const start = text.slice(0, 4096).replace(/^[\ufeff\s]+/, '')
  const sure = byContent.find(([pattern, language]) => language === 'pem' && pattern.test(start))
  const found =
    sure ?? byPath.find(([pattern]) => pattern.test(path)) ?? byContent.find(([pattern]) => pattern.test(start))
  if (found && (found[1] !== 'pem' || sure)) return found[1]
  return looksLikeJson(start, text) ? 'json' : 'plain'
}

/** Whether a text of at most 4 Mi characters is JSON as a whole. */
function looksLikeJson(start: string, text: string): boolean {
  if (!/^[[{]/.test(start) || text.length > 4 * 1024 * 1024) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
