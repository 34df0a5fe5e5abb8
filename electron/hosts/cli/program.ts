// Names, arguments and help of the program; those of each command are in grammar/, what it does in commands/, loaded only when it is called.
import { Command, Help, Option } from 'commander'
import type { Declare, GlobalOptions, Task } from './grammar/declaration'
import { info } from './grammar/info'
import { ls } from './grammar/ls'
import { cat } from './grammar/cat'
import { extract } from './grammar/extract'
import { check } from './grammar/check'
import { search } from './grammar/search'
import { observe } from './grammar/observe'
import { banks } from './grammar/banks'
import { find } from './grammar/find'
import { edit } from './grammar/edit'
import { change } from './grammar/change'
import { bundle } from './grammar/bundle'
import { prepare } from './grammar/prepare'
import { sanitise } from './grammar/sanitise'
import { diff } from './grammar/diff'
import { log } from './grammar/log'
import { facts } from './grammar/facts'
import { completion } from './grammar/completion'
import { factsReader } from './grammar/facts-reader'
import { collected } from './grammar/collected'

/** Called by the command that was given. */
export type Start = (options: GlobalOptions, task: Task) => Promise<void>

/** In the order of the help. */
const declarations: readonly Declare[] = [
  info,
  ls,
  cat,
  extract,
  check,
  search,
  observe,
  banks,
  find,
  edit,
  change,
  bundle,
  prepare,
  sanitise,
  diff,
  log,
  facts,
  completion,
  factsReader,
]

/** Columns. */
const HELP_WIDTH = 100

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
    .configureHelp({
      helpWidth: HELP_WIDTH,
      subcommandTerm: command => command.name(),
      commandUsage: usageOf,
      formatHelp: helpOf,
    })
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()

  const carryOut = (command: Command, task: Task) => start(command.optsWithGlobals<GlobalOptions>(), task)

  for (const declare of declarations) declare(program, { carryOut, version })
  return program
}

/** What a command is called with, and the options that it cannot do without. */
function usageOf(command: Command): string {
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => ` ${flags}`)
  return new Help().commandUsage(command) + needed.join('')
}

/** That of the program as a whole has every command, and so no room for blank lines. */
function helpOf(command: Command, helper: Help): string {
  const text = Help.prototype.formatHelp.call(helper, command, helper)
  return command.parent === null ? text.replaceAll('\n\n', '\n') : text
}
