// Grammar of `sanitise`: a copy without secrets.
import type { Command } from 'commander'
import { collected } from './collected'
import type { Declare } from './declaration'
import { example } from './example'
import { outName } from './out-name'

export const sanitise: Declare = (program, { carryOut }) => {
  program
    .command('sanitise')
    .summary('A copy without secrets, to hand out, and what was replaced in it.')
    .description('Write a copy in which placeholders stand for all secrets; search it for them; report.')
    .argument('<file>', 'the backup, or -')
    .requiredOption('-o <out>', 'the new file, in place of one that is there; never FILE itself', outName)
    .option('--pseudonymise <kinds>', 'other values for addresses, names, uuids, macs (a list with commas)', collected)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'What cannot be looked into is left out and listed: exit code 1. A locked layer: no copy, 2.',
        example('bootbank sanitise state.tgz -o for-support.tgz --pseudonymise addresses,names'),
      ].join('\n'),
    )
    .action(async (file: string, options: { o: string; pseudonymise?: readonly string[] }, command: Command) => {
      const given = { file, out: options.o, pseudonymise: options.pseudonymise ?? null }
      await carryOut(command, async run => (await import('../commands/sanitise')).sanitise(run, given))
    })
}
