// Grammar of `prepare`: a copy of a disk with another state.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'
import { outName } from './out-name'

export const prepare: Declare = (program, { carryOut }) => {
  program
    .command('prepare')
    .summary('A copy of a disk with another state.tgz on a bank, read back.')
    .description('Write a copy of a disk that has another state.tgz on one of its banks; read it back whole.')
    .argument('<disk>', 'the disk; it is only read')
    .argument('<state>', 'the state.tgz for it, as edit or change wrote it')
    .requiredOption('-o <out>', 'the new raw image; never the disk itself, never a device', outName)
    .option('--recipe <file>', 'write the lines of dd that do the same to the disk, by hand', outName)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'Only the file, its folder entry and the FATs change. --bank N, or DISK!/N: not the one that boots.',
        example('bootbank prepare stick.img new.tgz -o ready.img --recipe state.dd'),
      ].join('\n'),
    )
    .action(async (disk: string, state: string, options: { o: string; recipe?: string }, command: Command) => {
      const given = { disk, state, out: options.o, recipe: options.recipe ?? null }
      await carryOut(command, async run => (await import('../commands/prepare')).prepare(run, given))
    })
}
