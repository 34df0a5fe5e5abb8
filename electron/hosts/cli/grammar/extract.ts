// Grammar of `extract`: files to disk.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'
import { outName } from './out-name'

export const extract: Declare = (program, { carryOut }) => {
  program
    .command('extract')
    .summary('Files to disk, safely, each at DIR/ADDRESS.')
    .description('Files to disk, each at DIR/ADDRESS; those of an inner archive at DIR/local.tgz.ve!/etc/…')
    .argument('<file>', 'the backup, or -')
    .argument('[address...]', 'files or folders; everything when none is given')
    .requiredOption('-o <dir>', 'folder to write into; nothing in it is overwritten', outName)
    .addHelpText(
      'after',
      [
        '',
        'No link is made or followed (a hard link becomes a copy), no device, no set-id or execute bit.',
        'Names that leave DIR, that Windows cannot hold (on any system) or that collide are skipped',
        'and listed: exit code 1. When such an ADDRESS was given itself, nothing is written: 2.',
        example('bootbank extract state.tgz etc/hosts etc/vmware -o out'),
      ].join('\n'),
    )
    .action(async (file: string, addresses: string[], options: { o: string }, command: Command) => {
      await carryOut(command, async run =>
        (await import('../commands/extract')).extract(run, file, addresses, options.o),
      )
    })
}
