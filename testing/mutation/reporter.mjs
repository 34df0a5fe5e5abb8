// Prints every mutant that nothing killed as soon as it is known, and keeps every result in a file: a run takes more than an hour, and
// one that was ended goes on where it was.
import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

const shortened = fileName => fileName.slice(fileName.indexOf('electron/'))

class KeepingReporter {
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    const file = shortened(fileName)
    const to = replacement ?? ''
    if (status === 'Survived' || status === 'NoCoverage')
      console.log(`${status} ${file}:${location.start.line} ${mutatorName} + ${to}`)
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    appendFileSync(
      process.env.MUTATION_RESULTS,
      `${JSON.stringify({ file, sha256, location, mutator: mutatorName, to, status })}\n`,
    )
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'keeping', KeepingReporter)]
