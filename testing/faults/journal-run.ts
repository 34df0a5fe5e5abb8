// A program that edits a document and keeps a journal until it is killed. Arguments: FILE DATA-DIR SEED EDITS. Before a step is written it
// prints `try` and the state that the document is in then, after it `kept` and the same.
import { readFile } from 'node:fs/promises'
import { bytesOf, sha256Of } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { JournalFeed } from '../../electron/session/journal-feed'
import { Journals } from '../../electron/services/journal/journals'

const [path = '', dataDir = '', seed = '0', edits = '0'] = process.argv.slice(2)
const bytes = await readFile(path)
const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
await document.openChain()
const feed = new JournalFeed(document)
const journal = new Journals(dataDir).begin({
  journal: 'one',
  name: 'state.tgz',
  path,
  size: bytes.length,
  sha256: document.digest(),
})

// A small generator of its own, so that a run can be made again by its seed.
let state = Number(seed) + 1
const random = (below: number): number => {
  state = (state * 48271) % 2147483647
  return state % below
}

async function edit(): Promise<void> {
  const motd = await document.resolve('local.tgz!/etc/motd')
  const text = bytesOf(Buffer.from('x'.repeat(random(20_000)) + random(1000)))
  switch (random(6)) {
    case 0:
      document.undo()
      return
    case 1:
      document.redo()
      return
    case 2:
      document.add(motd.layer, `etc/added-${random(1_000_000)}`, text)
      return
    case 3:
      document.put(motd, text, { typing: 'motd' })
      return
    default:
      document.put(motd, text)
  }
}

for (let made = 0; made < Number(edits); made++) {
  await edit().catch(() => undefined)
  const step = feed.next(true)
  if (!step) continue
  const now = sha256Of(await document.build())
  console.log(`try ${now}`)
  await journal.record(step)
  console.log(`kept ${now}`)
}
