// Grammar of `diff`: two backups compared.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'

export const diff: Declare = (program, { carryOut }) => {
  program
    .command('diff')
    .description('What differs between two backups. Exit code 1 when something does.')
    .argument('<a>', 'the backup before, or -')
    .argument('<b>', 'the backup after, or -')
    .option('--json', 'print one JSON object a line')
    .option('--format <name>', 'text, json, diff (for patch -p1 on what was extracted) or html (a page)', 'text')
    .addHelpText(
      'after',
      [
        '',
        'Secrets are shown as ***.',
        example('bootbank diff monday.tgz tuesday.tgz --format html > report.html'),
      ].join('\n'),
    )
    .action(async (a: string, b: string, options: { format: string }, command: Command) => {
      await carryOut(command, async run => (await import('../commands/diff')).diff(run, a, b, options.format))
    })
}
