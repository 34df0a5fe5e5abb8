// From the contract's languages to the editor's. The grammars of XML and JSON parse from the start of the text to what is on
// the screen; in a text of megabytes that takes longer than a key press may. There the line-wise modes stand in, which
// begin near the screen and are right about nearly everything.
import { jsonLanguage } from '@codemirror/lang-json'
import { xmlLanguage } from '@codemirror/lang-xml'
import { StreamLanguage } from '@codemirror/language'
import { json as jsonMode } from '@codemirror/legacy-modes/mode/javascript'
import { properties } from '@codemirror/legacy-modes/mode/properties'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { xml as xmlMode } from '@codemirror/legacy-modes/mode/xml'
import type { Extension } from '@codemirror/state'
import { assertNever } from '../../../shared/model/assert-never'
import type { TextLanguage } from '../../../shared/model/preview'
import { accountsLanguage } from './accounts-language'
import { esxConfLanguage } from './esx-conf-language'
import { pemLanguage } from './pem-language'

const shellLanguage = StreamLanguage.define(shell)
const propertiesLanguage = StreamLanguage.define(properties)

const largeXmlLanguage = StreamLanguage.define(xmlMode)
const largeJsonLanguage = StreamLanguage.define(jsonMode)

/** Characters up to which a text is parsed by its whole grammar. */
export const grammarUpTo = 500_000

/** Highlighting of a language for a text of `length` characters; nothing for plain text. */
export function languageExtension(language: TextLanguage, length: number): Extension {
  const isLarge = length > grammarUpTo
  switch (language) {
    case 'esx-conf':
      return esxConfLanguage
    case 'xml':
      return isLarge ? largeXmlLanguage : xmlLanguage
    case 'json':
      return isLarge ? largeJsonLanguage : jsonLanguage
    case 'shell':
      return shellLanguage
    case 'properties':
      return propertiesLanguage
    case 'pem':
      return pemLanguage
    case 'accounts':
      return accountsLanguage
    case 'plain':
      return []
    default:
      return assertNever(language)
  }
}
