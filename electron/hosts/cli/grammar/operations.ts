// The options of `edit` and `bundle`: one for each kind of edit.
import { type Command, Option } from 'commander'
import { type Operation, type OperationName, type OperationOption, operationOptions, optionOfEdit } from '../operation'

/** Column where the second one of edits begins. */
const EDIT_COLUMN = 52

/** FILE and the options of `edit` and `bundle`; their order on the command line is the order in `operations`. */
export function withOperations(command: Command, operations: Operation[]): Command {
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
