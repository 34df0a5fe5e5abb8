// `tsx build/bench/search-alone.ts FILE ROUNDS WORD…`: opens a backup as the window does, and prints the seconds that a search of each word takes then, the
// median of the rounds, as a JSON object; `""` is the first search of all, of the first word, and `WORD -i` one without regard to case, and
// `WORD first` the time until its first hit.
import { Document } from '../../electron/engine/document/document'
import { fileBytes } from '../../electron/engine/files/file-bytes'
import { searchDocument } from '../../electron/engine/search/search'

const [path = '', given = '1', ...words] = process.argv.slice(2)
const rounds = Number(given)

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

async function main(): Promise<void> {
  const document = await Document.open(await fileBytes(path, path), { name: path })
  await document.openAll()
  const seconds: Record<string, number> = {}
  for (const text of words)
    for (const matchCase of [true, false]) {
      const times: number[] = []
      const firsts: number[] = []
      for (let round = 0; round < rounds; round++) {
        const start = performance.now()
        let first: number | null = null
        const give = () => {
          first ??= (performance.now() - start) / 1000
        }
        await searchDocument(document, { text, regex: false, matchCase, word: false }, { give })
        times.push((performance.now() - start) / 1000)
        if (first !== null) firsts.push(first)
        seconds[''] ??= times[0] ?? 0
      }
      seconds[matchCase ? text : `${text} -i`] = median(times)
      if (matchCase && firsts.length > 0) seconds[`${text} first`] = median(firsts)
    }
  console.log(JSON.stringify(seconds))
}

await main()
