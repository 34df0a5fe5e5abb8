// Grammar of `info`: the host's card.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const info: Declare = (program, { carryOut }) => {
  program
    .command('info')
    .description("The host's card: name, release, UUID, address, encryption.")
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'A locked layer: --key-file FILE has its key (32 bytes or hex; - is stdin), --key-from FILE is the',
        'encryption.info of another place. A key is never an argument.',
        example('bootbank info state.tgz'),
      ].join('\n'),
    )
    .action(async (file: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/info')).info(run, file))
    })
}
