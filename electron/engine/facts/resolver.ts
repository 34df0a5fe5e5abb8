// etc/resolv.conf.
import { RESOLV_CONF_PATH } from '../esx/paths'
import type { FactValue } from '../../../shared/model/facts'
import type { HostView } from './host-view'
import { told } from './values'

/** The words after a keyword such as `nameserver`, each with its line. */
export function resolverLines(host: HostView, keyword: string): readonly FactValue[] {
  const file = host.file(RESOLV_CONF_PATH)
  if (!file) return []
  return file.lines.flatMap((line, index) => {
    const [first, ...words] = line.trim().split(/\s+/)
    return first === keyword ? words.map(word => told(word, file.place(index + 1))) : []
  })
}
