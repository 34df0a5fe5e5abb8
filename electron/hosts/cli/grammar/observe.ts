// Grammar of `observe`: what an investigator would look at.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const observe: Declare = (program, { carryOut }) => {
  program
    .command('observe')
    .summary('What an investigator would look at, with the reason of each.')
    .description('What an investigator would look at, with the reason of each. Nothing is judged or written.')
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object a line')
    .option('--format <name>', 'text, json or html (a page)', 'text')
    .addHelpText('after', example('bootbank observe state.tgz'))
    .action(async (file: string, options: { format: string }, command: Command) => {
      await carryOut(command, async run => (await import('../commands/observe')).observe(run, file, options.format))
    })
}
