// Grammar of `log`: what changed when.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const log: Declare = (program, { carryOut }) => {
  program
    .command('log')
    .summary('What changed when, over several backups of a host.')
    .description('What changed from each backup to the next. Exit code 1 when something did.')
    .argument('<files...>', 'two backups or more, the earliest first')
    .option('--by-time', 'in the order of the times at which they were saved')
    .option('--all', 'counters, leases and times as well, which differ with every backup')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', example('bootbank log monday.tgz tuesday.tgz wednesday.tgz'))
    .action(async (files: string[], options: { byTime?: true; all?: true }, command: Command) => {
      const how = { byTime: options.byTime === true, all: options.all === true }
      await carryOut(command, async run => (await import('../commands/log')).log(run, files, how))
    })
}
