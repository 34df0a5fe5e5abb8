// Grammar of `edit`: edits into a new file.
import type { Command } from 'commander'
import type { Operation } from '../operation'
import type { Declare } from './declaration'
import { example } from './example'
import { withOperations } from './operations'
import { outName } from './out-name'

export const edit: Declare = (program, { carryOut }) => {
  const edited: Operation[] = []
  withOperations(program.command('edit'), edited)
    .description('Apply the edits in the order given, write OUT, read it back, report.')
    .requiredOption('-o <out>', 'the new file, in place of one that is there; never FILE itself', outName)
    .addHelpText(
      'after',
      example('bootbank edit state.tgz --conf /adv/Misc/HostName=esx02 --put etc/hosts=hosts -o new.tgz'),
    )
    .action(async (file: string, options: { o: string }, command: Command) => {
      await carryOut(command, async run => (await import('../commands/edit')).edit(run, file, edited, options.o))
    })
}
