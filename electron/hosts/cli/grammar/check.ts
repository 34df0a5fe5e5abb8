// Grammar of `check`: what would go wrong on the host.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const check: Declare = (program, { carryOut }) => {
  program
    .command('check')
    .description('What would go wrong on the host. Exit code 1 when an error is found.')
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', example('bootbank check state.tgz'))
    .action(async (file: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/check')).check(run, file))
    })
}
