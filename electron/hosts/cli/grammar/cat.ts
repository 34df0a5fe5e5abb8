// Grammar of `cat`: one file's bytes.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const cat: Declare = (program, { carryOut }) => {
  program
    .command('cat')
    .description("One file's bytes to standard output.")
    .argument('<file>', 'the backup, or -')
    .argument('<address>', 'the entry; a hard link is followed, a symbolic link is not')
    .addHelpText('after', example('bootbank cat state.tgz etc/vmware/esx.conf'))
    .action(async (file: string, address: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/cat')).cat(run, file, address))
    })
}
