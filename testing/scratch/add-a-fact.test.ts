// What it takes to add a fact: a module in the folder of its group, and its line in the registry.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy()
afterAll(() => copy.remove())

const path = 'electron/engine/facts/time/welcome.ts'
const module = `import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const welcome: FactModule = {
  id: 'time.welcome',
  title: 'Welcome',
  reads: 'system/welcome_message of ConfigStore.',
  kind: 'one',
  first: false,
  read: host => toldBySettings(host, ['esx.conf/adv/UserVars#HostClientWelcomeMessage']),
}
`
const caller = `
import { bytesOf } from './electron/engine/codecs/bytes'
import { tarOf } from './electron/engine/codecs/tar-write'
import { Document } from './electron/engine/document/document'
import { hostCard } from './electron/engine/facts/host-card'

const content = bytesOf(Buffer.from('/adv/UserVars/HostClientWelcomeMessage = "hello"\\n'))
const document = await Document.open(tarOf([{ name: 'etc/vmware/esx.conf', mode: 0o644, mtime: 1, content }]), { name: 'x' })
const { groups } = await hostCard(document)
console.log(JSON.stringify(groups.flatMap(group => group.facts).find(fact => fact.id === 'time.welcome')?.values[0]))
`

it('a fact without one of its parts does not compile', () => {
  copy.add(path, module.replace(/^ {2}reads:.*\n/m, ''))
  expect(copy.typeErrors(path)).toMatch(/welcome\.ts.*'reads' is missing/)
})

it('a fact is added by a module and a line, and is on the card with its source', () => {
  copy.add(path, module)
  copy.insert('electron/engine/facts/registry.ts', '  time: [', 'welcome, ')
  copy.insert(
    'electron/engine/facts/registry.ts',
    "import { timeServers } from './time/servers'\n",
    "import { welcome } from './time/welcome'\n",
  )
  copy.add('caller.mts', caller)
  expect(copy.typeErrors('electron/engine/facts/registry.ts', 'caller.mts')).toBe('')
  expect(JSON.parse(copy.run('caller.mts'))).toMatchObject({
    text: 'hello',
    source: { address: 'etc/vmware/esx.conf', line: 1 },
  })
})
