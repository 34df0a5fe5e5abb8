// Names, arguments and help of every command. What a command does is in commands/, loaded only when it is called.
import { Argument, Command, Help, Option } from 'commander'
import type { BundleArguments } from './commands/bundle'
import type { ExitCode } from './exit-code'
import { type Operation, type OperationName, type OperationOption, operationOptions, optionOfEdit } from './operation'
import type { Run } from './run'
import { shellNames } from './shells'

/** Options that every command understands. */
export interface GlobalOptions {
  readonly json?: true
  readonly limit?: readonly string[]
  readonly keyFile?: readonly string[]
  readonly keyFrom?: readonly string[]
  readonly bank?: string
}

/** What a command does with its arguments. */
export type Task = (run: Run) => Promise<ExitCode>

/** Runs a task; called by the command that was given. */
export type Start = (options: GlobalOptions, task: Task) => Promise<void>

/** Columns. */
const HELP_WIDTH = 100
/** Where the second column of edits begins. */
const EDIT_COLUMN = 52

/** The command line's grammar. Parsing throws CommanderError; nothing is written to stderr by it. */
export function buildProgram(version: string, start: Start): Command {
  const program = new Command('bootbank')
    .description('Look into the saved state of an ESXi host, change it, and build what the host boots from.')
    .version(version, '--version', 'print the version')
    // Who reads it knows how to get it, and one screen is all there is.
    .addHelpOption(new Option('-h, --help', 'print this help').hideHelp())
    .addOption(
      new Option(
        '--limit <name=value>',
        'change a protective limit, such as ratio=2000; a wrong name lists all',
      ).argParser(collected),
    )
    .addOption(
      new Option('--key-file <file>', 'a key for a locked layer: 32 bytes or 64 hex digits; - for standard input')
        .argParser(collected)
        .hideHelp(),
    )
    .addOption(
      new Option('--key-from <encryption.info>', 'the key of this other encryption.info')
        .argParser(collected)
        .hideHelp(),
    )
    .addOption(new Option('--bank <bank>', 'number or label of the boot bank of a disk').hideHelp())
    .addHelpText(
      'after',
      [
        'FILE     state.tgz, local.tgz(.ve), a configBundle, or - for stdin; locked: --key-file, --key-from.',
        '         Or a disk: DISK!/N or --bank N says which boot bank. Or a collection!/path: see find.',
        'ADDRESS  local.tgz.ve!/etc/hosts (!/ where an archive opens), or an end that is enough: etc/hosts.',
        'Example  bootbank info state.tgz   (exit: 0 done; 1 done, and there is something to see; 2 not done)',
      ].join('\n'),
    )
    .helpCommand(false)
    .configureHelp({ helpWidth: HELP_WIDTH, subcommandTerm: command => command.name(), formatHelp: helpOf })
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()

  const carryOut = (command: Command, task: Task) => start(command.optsWithGlobals<GlobalOptions>(), task)

  program
    .command('info')
    .description("The host's card: name, release, UUID, address, encryption.")
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'A locked layer: --key-file FILE has its key (32 bytes or hex; - is stdin), --key-from FILE is the',
        'encryption.info of another place. A key is never an argument.',
        example('bootbank info state.tgz'),
      ].join('\n'),
    )
    .action(async (file: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('./commands/info')).info(run, file))
    })

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
      await carryOut(command, async run => (await import('./commands/ls')).ls(run, file, format))
    })

  program
    .command('cat')
    .description("One file's bytes to standard output.")
    .argument('<file>', 'the backup, or -')
    .argument('<address>', 'the entry; a hard link is followed, a symbolic link is not')
    .addHelpText('after', example('bootbank cat state.tgz etc/vmware/esx.conf'))
    .action(async (file: string, address: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('./commands/cat')).cat(run, file, address))
    })

  program
    .command('extract')
    .summary('Files to disk, safely, each at DIR/ADDRESS.')
    .description('Files to disk, each at DIR/ADDRESS; those of an inner archive at DIR/local.tgz.ve!/etc/…')
    .argument('<file>', 'the backup, or -')
    .argument('[address...]', 'files or folders; everything when none is given')
    .requiredOption('-o <dir>', 'folder to write into; nothing in it is overwritten')
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
        (await import('./commands/extract')).extract(run, file, addresses, options.o),
      )
    })

  program
    .command('check')
    .description('What would go wrong on the host. Exit code 1 when an error is found.')
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', example('bootbank check state.tgz'))
    .action(async (file: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('./commands/check')).check(run, file))
    })

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
      await carryOut(command, async run => (await import('./commands/search')).search(run, file, text, how))
    })

  program
    .command('observe')
    .summary('What an investigator would look at, with the reason of each.')
    .description('What an investigator would look at, with the reason of each. Nothing is judged or written.')
    .argument('<file>', 'the backup, or -')
    .option('--json', 'print one JSON object a line')
    .option('--format <name>', 'text, json or html (a page)', 'text')
    .addHelpText('after', example('bootbank observe state.tgz'))
    .action(async (file: string, options: { format: string }, command: Command) => {
      await carryOut(command, async run => (await import('./commands/observe')).observe(run, file, options.format))
    })

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
      await carryOut(command, async run => (await import('./commands/banks')).banks(run, disk))
    })

  program
    .command('find')
    .summary('Copies of a state in a vm-support bundle, a UAC collection, a folder.')
    .description(
      'The copies of a state in a vm-support bundle, a UAC collection, any tar or a folder. Nothing is written.',
    )
    .argument('<collection>', 'the archive or the folder')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'Every other command takes COLLECTION!/PATH as FILE, or COLLECTION where one copy is the best of all.',
        'Nothing found, or damage: exit code 1.',
        example('bootbank find esx-host-2024-01-01--10.00-12345.tgz'),
      ].join('\n'),
    )
    .action(async (collection: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('./commands/find')).find(run, collection))
    })

  const edited: Operation[] = []
  withOperations(program.command('edit'), edited)
    .description('Apply the edits in the order given, write OUT, read it back, report.')
    .requiredOption('-o <out>', 'the new file; never FILE itself')
    .addHelpText(
      'after',
      example('bootbank edit state.tgz --conf /adv/Misc/HostName=esx02 --put etc/hosts=hosts -o new.tgz'),
    )
    .action(async (file: string, options: { o: string }, command: Command) => {
      await carryOut(command, async run => (await import('./commands/edit')).edit(run, file, edited, options.o))
    })

  program
    .command('change')
    .summary('A guided change: what it asks, what it would do, or OUT with it made.')
    .description(
      'A guided change by its name: password, management-network, identity, certificate, access, virtual-machines, strip.',
    )
    .argument('<name>', 'which change')
    .argument('<file>', 'the backup, or -')
    .argument('[answers...]', 'QUESTION=TEXT, or QUESTION=@LOCALFILE for the text of a file')
    .option('-o <out>', 'the new file; without it nothing is written')
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
      await carryOut(command, async run => (await import('./commands/change')).change(run, given))
    })

  const bundled: Operation[] = []
  const bundling = program.command('bundle')
  // FILE is in the description, since all must fit one screen.
  bundling.configureHelp({ ...bundling.configureHelp(), visibleArguments: () => [] })
  withOperations(bundling, bundled)
    .summary('Apply the edits, write a restore bundle, read it back, report.')
    .description('Apply the edits to FILE (the backup, or -) and write a restore bundle: what the host boots, and how.')
    .requiredOption('-o <path>', 'a new folder, or a file whose name ends in .zip')
    .option('--plain', 'state.tgz with a plain local.tgz instead of a sealed one; unverified')
    .option('--release <words>', 'with --uuid, a configBundle too: what `vmware -l` prints on the host')
    .option('--uuid <uuid>', 'what `esxcfg-info -u` prints there')
    .addHelpText('after', example('bootbank bundle state.tgz --put etc/shadow=shadow -o restore.zip'))
    .action(async (file: string, options: BundleArguments, command: Command) => {
      await carryOut(command, async run => (await import('./commands/bundle')).bundle(run, file, bundled, options))
    })

  program
    .command('prepare')
    .summary('A copy of a disk with another state.tgz on a bank, read back.')
    .description('Write a copy of a disk that has another state.tgz on one of its banks; read it back whole.')
    .argument('<disk>', 'the disk; it is only read')
    .argument('<state>', 'the state.tgz for it, as edit or change wrote it')
    .requiredOption('-o <out>', 'the new raw image; never the disk itself, never a device')
    .option('--recipe <file>', 'write the lines of dd that do the same to the disk, by hand')
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
      await carryOut(command, async run => (await import('./commands/prepare')).prepare(run, given))
    })

  program
    .command('sanitise')
    .summary('A copy without secrets, to hand out, and what was replaced in it.')
    .description('Write a copy in which placeholders stand for all secrets; search it for them; report.')
    .argument('<file>', 'the backup, or -')
    .requiredOption('-o <out>', 'the new file; never FILE itself')
    .option('--pseudonymise <kinds>', 'other values for addresses, names, uuids, macs (a list with commas)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      [
        '',
        'What cannot be looked into is left out and listed: exit code 1. A locked layer: no copy, 2.',
        example('bootbank sanitise state.tgz -o for-support.tgz --pseudonymise addresses,names'),
      ].join('\n'),
    )
    .action(async (file: string, options: { o: string; pseudonymise?: string }, command: Command) => {
      const given = { file, out: options.o, pseudonymise: options.pseudonymise ?? null }
      await carryOut(command, async run => (await import('./commands/sanitise')).sanitise(run, given))
    })

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
      await carryOut(command, async run => (await import('./commands/diff')).diff(run, a, b, options.format))
    })

  program
    .command('log')
    .summary('What changed when, over several backups of a host.')
    .description('What changed from each backup to the next. Exit code 1 when something did.')
    .argument('<files...>', 'two backups or more, the earliest first')
    .option('--by-time', 'in the order of the times at which they were saved')
    .option('--all', 'counters, leases and times as well, which differ with every backup')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', example('bootbank log monday.tgz tuesday.tgz wednesday.tgz'))
    .action(async (files: string[], options: { byTime?: true; all?: true }, command: Command) => {
      const how = { byTime: options.byTime === true, all: options.all === true }
      await carryOut(command, async run => (await import('./commands/log')).log(run, files, how))
    })

  program
    .command('facts')
    .summary('Any number of backups as tables, for DuckDB, Spark or anything else.')
    .description('Hosts, settings, files, accounts, certificates and network of any number of backups as tables.')
    .argument('<files...>', 'backups, folders of them, or - for a list on standard input, one a line')
    .option('--format <name>', 'jsonl, or parquet with the package @duckdb/node-api', 'jsonl')
    .option('-o <dir>', 'folder for one file a table; without it all rows go to standard output')
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
      await carryOut(command, async run => (await import('./commands/facts')).facts(run, request))
    })

  program
    .command('completion')
    .description('The script by which a shell completes bootbank, for bash, zsh, fish or PowerShell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shellNames))
    .addHelpText(
      'after',
      [
        '',
        'bash        source <(bootbank completion bash)',
        'zsh         eval "$(bootbank completion zsh)", after compinit',
        'fish        bootbank completion fish | source',
        'PowerShell  bootbank completion powershell | Out-String | Invoke-Expression',
        example('bootbank completion bash > /etc/bash_completion.d/bootbank'),
      ].join('\n'),
    )
    .action(async (shell: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('./commands/completion')).completion(run, program, shell))
    })

  program.command('facts-reader', { hidden: true }).action(async (_options, command: Command) => {
    await carryOut(command, async run => (await import('./commands/facts-reader')).factsReader(run, version))
  })

  return program
}

interface FactsOptions {
  readonly format: string
  readonly o?: string
  readonly jobs?: string
}

/** FILE and the options of `edit` and `bundle`; their order on the command line is the order in `operations`. */
function withOperations(command: Command, operations: Operation[]): Command {
  command.argument('<file>', 'the backup, or -')
  const offered = new Set(Object.values(optionOfEdit).filter(name => name !== null))
  for (const name of offered) {
    const { value, help }: OperationOption = operationOptions[name]
    if (value === null) {
      command.addOption(new Option(`--${name}`, help).hideHelp())
      command.on(`option:${name}`, () => operations.push({ name, text: '' }))
      continue
    }
    const option = new Option(`--${name} <${value}>`, help).hideHelp()
    command.addOption(option.argParser(text => operations.push({ name, text })))
  }
  return command.option('--json', 'print one JSON object').addHelpText('after', editsHelp([...offered]))
}

/** All edits in two columns, so that they fit one screen; docs/cli.md says more of each. */
function editsHelp(names: readonly OperationName[]): string {
  const cells = names.map(name => {
    const { value, help }: OperationOption = operationOptions[name]
    return `${`--${name}${value === null ? '' : ` ${value.toUpperCase()}`}`.padEnd(23)} ${help}`
  })
  const lines: string[] = []
  for (const cell of cells) {
    const last = lines.at(-1)
    if (last !== undefined && last.length < EDIT_COLUMN) lines[lines.length - 1] = last.padEnd(EDIT_COLUMN) + cell
    else lines.push(`  ${cell}`)
  }
  return ['', 'Edits, done in the order given (docs/cli.md):', ...lines].join('\n')
}

/** That of the program as a whole has every command, and so no room for blank lines. */
function helpOf(command: Command, helper: Help): string {
  const text = Help.prototype.formatHelp.call(helper, command, helper)
  return command.parent === null ? text.replaceAll('\n\n', '\n') : text
}

function example(line: string): string {
  return `\nExample:  ${line}`
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
