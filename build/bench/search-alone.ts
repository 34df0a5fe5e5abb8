// `tsx build/bench/search-alone.ts FILE ROUNDS WORD…`: opens a backup as the window does, and prints the seconds that a search of each word takes then, the
// median of the rounds, as a JSON object; `""` is the first search of all, of the first word, and `WORD -i` one without regard to case.
import { Document } from '../../electron/engine/document/document'
import { fileBytes } from '../../electron/engine/files/file-bytes'
import { searchDocument } from '../../electron/engine/search/search'

const [path = '', given = '1', ...words] = process.argv.slice(2)
const rounds = Number(given)

async function main(): Promise<void> {
  const document = await Document.open(await fileBytes(path, path), { name: path })
  await document.openAll()
  const seconds: Record<string, number> = {}
  for (const text of words)
    for (const matchCase of [true, false]) {
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        const start = performance.now()
        await searchDocument(document, { text, regex: false, matchCase, word: false }, { give: () => undefined })
        times.push((performance.now() - start) / 1000)
        seconds[''] ??= times[0] ?? 0
      }
      seconds[matchCase ? text : `${text} -i`] = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
    }
  console.log(JSON.stringify(seconds))
}

await main()
