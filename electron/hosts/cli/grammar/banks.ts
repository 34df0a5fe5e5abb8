// Grammar of `banks`: the boot banks of a disk.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const banks: Declare = (program, { carryOut }) => {
  program
    .command('banks')
    .summary('The boot banks of a disk: build, state, hashes, and which one boots.')
    .description(
      'The boot banks of a disk image, VMDK, device or mounted folder, and which one boots. Nothing is written.',
    )
    .argument('<disk>', 'the disk, or the folder of a bank')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'Every other command takes the disk as FILE: --bank 2, or DISK!/2, says which bank is meant.',
        'What is wrong with the disk is listed with its place: exit code 1.',
        example('bootbank banks stick.img'),
      ].join('\n'),
    )
    .action(async (disk: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/banks')).banks(run, disk))
    })
}
