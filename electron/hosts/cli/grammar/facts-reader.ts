// Grammar of `facts-reader`: a process that reads for `facts`; nobody calls it by hand.
import type { Command } from 'commander'
import type { Declare } from './declaration'

export const factsReader: Declare = (program, { carryOut, version }) => {
  program.command('facts-reader', { hidden: true }).action(async (_options, command: Command) => {
    await carryOut(command, async run => (await import('../commands/facts-reader')).factsReader(run, version))
  })
}
