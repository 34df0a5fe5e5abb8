// Grammar of `find`: copies of a state in a collection.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const find: Declare = (program, { carryOut }) => {
  program
    .command('find')
    .summary('Copies of a state in a vm-support bundle, a UAC collection, a folder.')
    .description(
      'The copies of a state in a vm-support bundle, a UAC collection, any tar or a folder. Nothing is written.',
    )
    .argument('<collection>', 'the archive or the folder')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'Every other command takes COLLECTION!/PATH as FILE, or COLLECTION where one copy is the best of all.',
        'Nothing found, or damage: exit code 1.',
        example('bootbank find esx-host-2024-01-01--10.00-12345.tgz'),
      ].join('\n'),
    )
    .action(async (collection: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/find')).find(run, collection))
    })
}
