// The commands and options of the program as plain data, read from commander's own definition: completions and manual are made of it, so that neither
// can say what the program does not take.
import { EventEmitter } from 'node:events'
import type { Command, Option } from 'commander'

export interface OptionFacts {
  /** Such as `-o`; null for none. */
  readonly short: string | null
  /** Such as `--json`; null for none. */
  readonly long: string | null
  /** What stands for its value, such as `<file>`; null for an option without one. */
  readonly value: string | null
  readonly help: string
}

export interface ArgumentFacts {
  /** As in a usage line: `<file>`, `[answers...]`. */
  readonly usage: string
  readonly help: string
  readonly choices: readonly string[]
}

export interface CommandFacts {
  readonly name: string
  /** One line. */
  readonly summary: string
  readonly description: string
  readonly options: readonly OptionFacts[]
  readonly arguments: readonly ArgumentFacts[]
  /** What its help says after the options: notes, and lines that begin with `Example`. */
  readonly notes: string
}

export interface Grammar {
  readonly name: string
  readonly version: string
  readonly description: string
  /** Options of every command. */
  readonly options: readonly OptionFacts[]
  readonly commands: readonly CommandFacts[]
}

/** Reads the definition. */
export function grammarOf(program: Command): Grammar {
  const visible = program.createHelp().visibleCommands(program)
  return {
    name: program.name(),
    version: program.version() ?? '',
    description: program.description(),
    options: [...program.options.map(optionFacts), HELP],
    commands: visible.map(command => ({
      name: command.name(),
      summary: command.summary() || command.description(),
      description: command.description(),
      options: command.options.map(optionFacts),
      arguments: command.registeredArguments.map(one => {
        const name = one.variadic ? `${one.name()}...` : one.name()
        return {
          usage: one.required ? `<${name}>` : `[${name}]`,
          help: one.description,
          choices: one.argChoices ?? [],
        }
      }),
      notes: notesOf(command),
    })),
  }
}

/** Commander keeps the option of the help to itself. */
const HELP: OptionFacts = { short: '-h', long: '--help', value: null, help: 'print the help' }

function optionFacts({ short, long, flags, description }: Option): OptionFacts {
  const value = /[<[].*[>\]]$/.exec(flags)
  return { short: short ?? null, long: long ?? null, value: value?.[0] ?? null, help: description }
}

/** What addHelpText was given: commander hands it out by this event alone. */
function notesOf(command: Command): string {
  let text = ''
  const write = (piece: string) => {
    text += piece
  }
  if (command instanceof EventEmitter) command.emit('afterHelp', { error: false, command, write })
  return text.trim()
}

/** Names by which an option is given, the long one first. */
export function namesOf({ long, short }: OptionFacts): readonly string[] {
  return [long, short].filter(name => name !== null)
}
