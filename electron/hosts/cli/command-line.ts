// From arguments to exit code: parse, run the command, then say what came of it. Every error leaves here as `CODE: message`
// or as JSON, never as a stack trace.
import { type Command, CommanderError } from 'commander'
import { BootbankError, type ErrorData, toErrorData } from '../../../shared/model/errors'
import type { ExitCode } from './exit-code'
import { limitsFrom } from './limit-option'
import { complain, watchOutput, writeLines } from './output'
import type { GlobalOptions, Task } from './grammar/declaration'
import { buildProgram } from './program'
import { progressLine } from './progress'
import { Run } from './run'

/** Runs the command line. Never rejects. */
export async function runCommandLine(args: readonly string[], version: string): Promise<ExitCode> {
  watchOutput()
  let exitCode: ExitCode = 0
  const program = buildProgram(version, async (options, task) => {
    exitCode = await perform(options, task)
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    tell(
      error instanceof CommanderError ? usage(error, commandIn(args, program)) : toErrorData(error),
      asksForJson(args),
    )
    return 2
  }
}

async function perform(options: GlobalOptions, task: Task): Promise<ExitCode> {
  const json = options.json === true
  const interrupt = listenForInterrupt()
  const progress = progressLine(process.stderr)
  try {
    const run = new Run(json, limitsFrom(options.limit ?? []), interrupt.signal, progress.onProgress, {
      keys: { files: options.keyFile ?? [], infos: options.keyFrom ?? [] },
      bank: options.bank ?? null,
    })
    const failed = await task(run).then(
      code => ({ code, error: null }),
      (error: unknown) => ({ code: 2 as const, error: toErrorData(error) }),
    )
    progress.clear()
    const { code, error } = failed
    if (!(json && error)) {
      await writeLines(run.lines)
      for (const note of new Set(run.notes)) complain(`note: ${note}`)
    }
    if (error) tell(error, json)
    return code
  } finally {
    interrupt.stop()
  }
}

/** The first interrupt asks politely, so that nothing half-written stays; a second one ends the program. */
function listenForInterrupt() {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(2)
    controller.abort()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, onSignal)
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.off(name, onSignal)
    },
  }
}

function tell(error: ErrorData, json: boolean): void {
  if (json) process.stderr.write(`${JSON.stringify({ error })}\n`)
  else complain(`${error.code}: ${questionOf(error)}${error.message}`)
}

/** The question that a refused answer belongs to, where its sentence does not name it. */
function questionOf({ code, message, where: { path = '' } }: ErrorData): string {
  return code === 'ANSWER' && path !== '' && !message.includes(path) ? `${path}=: ` : ''
}

/** The command that the arguments name, as the help of it is asked for: a blank before it; empty where they name none. */
function commandIn(args: readonly string[], program: Command): string {
  const names = new Set(program.commands.map(command => command.name()))
  const name = args.find(arg => names.has(arg))
  return name === undefined ? '' : ` ${name}`
}

function usage(error: CommanderError, command: string): ErrorData {
  const message =
    error.code === 'commander.help'
      ? 'A command is needed, such as info or ls.'
      : error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return new BootbankError('USAGE', `${sentence.replace(/([^.?!)])$/, '$1.')} See bootbank${command} --help.`).toData()
}

function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).includes('--json')
}
