// Prints every mutant that nothing killed as soon as it is known: a run takes an hour, and its end is no place to begin.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

class SurvivorReporter {
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    if (status === 'Survived' || status === 'NoCoverage')
      console.log(
        `${status} ${fileName.slice(fileName.indexOf('electron/'))}:${location.start.line} ${mutatorName} + ${replacement}`,
      )
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', SurvivorReporter)]
