// Grammar of `change`: guided changes.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'
import { outName } from './out-name'

export const change: Declare = (program, { carryOut }) => {
  program
    .command('change')
    .summary('A guided change: what it asks, what it would do, or OUT with it made.')
    .description(
      'A guided change by its name: password, management-network, identity, certificate, access, virtual-machines, strip.',
    )
    .argument('<name>', 'which change')
    .argument('<file>', 'the backup, or -')
    .argument('[answers...]', 'QUESTION=TEXT, or QUESTION=@LOCALFILE for the text of a file')
    .option('-o <out>', 'the new file, in place of one that is there; without it nothing is written', outName)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'Without answers it prints its questions with what the backup has; with answers and without -o',
        'what it would do. What is not answered stays as it is. password reads standard input.',
        example('bootbank change management-network state.tgz address=192.0.2.20 vlan=20 -o new.tgz'),
      ].join('\n'),
    )
    .action(async (name: string, file: string, answers: string[], options: { o?: string }, command: Command) => {
      const given = { name, file, answers, out: options.o ?? null }
      await carryOut(command, async run => (await import('../commands/change')).change(run, given))
    })
}
