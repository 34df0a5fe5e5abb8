// Completion for zsh, for a folder of $fpath or for eval.
import type { CommandFacts, Grammar, OptionFacts } from './grammar'

/** A script named _bootbank, or one to be evaluated. */
export function zshCompletion({ name, options, commands }: Grammar): string {
  return `#compdef ${name}
# ${name} completion for zsh: put it into a folder of $fpath as _${name}, or evaluate it after compinit.
_${name}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C \\
${options
  .flatMap(specs)
  .map(spec => `    ${spec} \\`)
  .join('\n')}
    '1: :->command' \\
    '*:: :->argument'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map(command => `        ${quoted(`${command.name}:${command.summary}`)}`).join('\n')}
      )
      _describe -t commands command commands
      ;;
    argument)
      case $line[1] in
${commands.map(command => `        ${command.name})\n          _arguments ${argumentSpecs(command, options)}\n          ;;`).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`
}

function argumentSpecs(command: CommandFacts, options: readonly OptionFacts[]): string {
  const words = command.arguments.map(({ usage, choices }, index) => {
    const label = usage.replace(/[<>[\].]/g, '')
    const action = choices.length > 0 ? `(${choices.join(' ')})` : '_files'
    return quoted(usage.includes('...') ? `*:${label}:_files` : `${index + 1}:${label}:${action}`)
  })
  return [...[...command.options, ...options].flatMap(specs), ...words].join(' \\\n            ')
}

/** Each name of an option; it may be given more than once. */
function specs({ short, long, value, help }: OptionFacts): readonly string[] {
  const note = `[${help.replace(/[[\]:]/g, ' ')}]`
  const takes = value === null ? '' : `:${value.replace(/[<>[\]:]/g, ' ').trim()}:_files`
  return [long, short].filter(name => name !== null).map(name => quoted(`*${name}${note}${takes}`))
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
