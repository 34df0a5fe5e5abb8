// What the grammar of a command is given, and the options that every command understands.
import type { Command } from 'commander'
import type { ExitCode } from '../exit-code'
import type { Run } from '../run'

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

export interface DeclareContext {
  /** Runs the task of a command that was given, with the options of the command line. */
  readonly carryOut: (command: Command, task: Task) => Promise<void>
  /** That of the program. */
  readonly version: string
}

/** Adds a command to the program: name, arguments, options, help, and which module of commands/ does it, loaded when it is called. */
export type Declare = (program: Command, context: DeclareContext) => void
