// Grammar of `bundle`: a restore bundle.
import type { Command } from 'commander'
import type { BundleArguments } from '../commands/bundle'
import type { Operation } from '../operation'
import type { Declare } from './declaration'
import { example } from './example'
import { withOperations } from './operations'
import { outName } from './out-name'

export const bundle: Declare = (program, { carryOut }) => {
  const bundled: Operation[] = []
  const bundling = program.command('bundle')
  // FILE is in the description, since all must fit one screen.
  bundling.configureHelp({ ...bundling.configureHelp(), visibleArguments: () => [] })
  withOperations(bundling, bundled)
    .summary('Apply the edits, write a restore bundle, read it back, report.')
    .description('Apply the edits to FILE (the backup, or -) and write a restore bundle: what the host boots, and how.')
    .requiredOption('-o <path>', 'a new folder, or a file whose name ends in .zip', outName)
    .option('--plain', 'state.tgz with a plain local.tgz instead of a sealed one; unverified')
    .option('--release <words>', 'with --uuid, a configBundle too: what `vmware -l` prints on the host')
    .option('--uuid <uuid>', 'what `esxcfg-info -u` prints there')
    .addHelpText('after', example('bootbank bundle state.tgz --put etc/shadow=shadow -o restore.zip'))
    .action(async (file: string, options: BundleArguments, command: Command) => {
      await carryOut(command, async run => (await import('../commands/bundle')).bundle(run, file, bundled, options))
    })
}
