// Grammar of `facts`: many backups as tables.
import type { Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'
import type { GlobalOptions } from './declaration'
import { outName } from './out-name'

interface FactsOptions {
  readonly format: string
  readonly o?: string
  readonly jobs?: string
}

export const facts: Declare = (program, { carryOut, version }) => {
  program
    .command('facts')
    .summary('Any number of backups as tables, for DuckDB, Spark or anything else.')
    .description('Hosts, settings, files, accounts, certificates and network of any number of backups as tables.')
    .argument('<files...>', 'backups, folders of them, or - for a list on standard input, one a line')
    .option('--format <name>', 'jsonl, or parquet with the package @duckdb/node-api', 'jsonl')
    .option('-o <dir>', 'folder for one file a table; without it all rows go to standard output', outName)
    .option('--jobs <n>', 'processes at once; one a core without it')
    .option('--json', 'print one JSON object about the run')
    .addHelpText(
      'after',
      [
        '',
        'Run again with the same DIR it reads what is new or changed. A backup that cannot be read is in',
        'the table problems, and the exit code is 1. No secret is in a table. See docs/fleet.md.',
        example('bootbank facts /backups --format parquet -o tables'),
      ].join('\n'),
    )
    .action(async (given: string[], options: FactsOptions, command: Command) => {
      const { limit = [] } = command.optsWithGlobals<GlobalOptions>()
      const request = {
        given,
        format: options.format,
        out: options.o ?? null,
        jobs: options.jobs ?? null,
        version,
        childArgs: limit.flatMap(one => ['--limit', one]),
      }
      await carryOut(command, async run => (await import('../commands/facts')).facts(run, request))
    })
}
