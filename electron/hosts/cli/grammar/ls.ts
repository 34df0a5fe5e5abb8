// Grammar of `ls`: every entry.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const ls: Declare = (program, { carryOut }) => {
  program
    .command('ls')
    .description('Every entry of every layer; those of an inner archive come right after it.')
    .argument('<file>', 'the backup, or -')
    .option('-l', 'mode, owner, size and time (UTC) as well')
    .option('--hash', 'SHA-256 of each file')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', example('bootbank ls -l state.tgz'))
    .action(async (file: string, options: { l?: true; hash?: true }, command: Command) => {
      const format = { long: options.l === true, hash: options.hash === true }
      await carryOut(command, async run => (await import('../commands/ls')).ls(run, file, format))
    })
}
