// Grammar of `search`: where a text stands.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const search: Declare = (program, { carryOut }) => {
  program
    .command('search')
    .summary('Where a text stands: in names, contents, certificates and settings.')
    .description(
      'Where a text stands: names, contents of all layers, certificates, settings. Exit code 1 when nowhere.',
    )
    .argument('<file>', 'the backup, or -')
    .argument('<text>', 'a text, or a regular expression (RE2) between slashes')
    .option('-i', 'without regard to case')
    .option('-w', 'whole words alone')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      ['', 'A secret is found and shown as bullets.', example('bootbank search state.tgz 192.0.2.10')].join('\n'),
    )
    .action(async (file: string, text: string, options: { i?: true; w?: true }, command: Command) => {
      const how = { ignoreCase: options.i === true, word: options.w === true }
      await carryOut(command, async run => (await import('../commands/search')).search(run, file, text, how))
    })
}
