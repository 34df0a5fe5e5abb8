// Completion for bash 4 and later. Where a file may stand, readline completes it.
import { type Grammar, namesOf, type OptionFacts } from './grammar'

/** A script to be sourced. */
export function bashCompletion({ name, options, commands }: Grammar): string {
  const withValue = (list: readonly OptionFacts[]) => list.filter(({ value }) => value !== null).flatMap(namesOf)
  const every = [...options, ...commands.flatMap(command => command.options)]
  const names = commands.map(command => command.name)
  return `# ${name} completion for bash: source this file, or put it into /etc/bash_completion.d.
_${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} command= words= choices= at=0 i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${patterns(withValue(options))}) ((i++)) ;;
      ${patterns(names)}) command=\${COMP_WORDS[i]}; at=$i; break ;;
    esac
  done
  COMPREPLY=()
  case \${COMP_WORDS[COMP_CWORD - 1]} in
    ${patterns([...new Set(withValue(every))])}) compopt -o default 2>/dev/null; return ;;
  esac
  case $command in
    '') words='${options.flatMap(namesOf).join(' ')}'; choices='${names.join(' ')}' ;;
${commands
  .map(command => {
    const words = [...command.options, ...options].flatMap(namesOf).join(' ')
    const [first] = command.arguments
    const choices = first?.choices.length ? `; ((COMP_CWORD == at + 1)) && choices='${first.choices.join(' ')}'` : ''
    return `    ${command.name}) words='${words}'${choices} ;;`
  })
  .join('\n')}
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  elif [[ -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
  else
    compopt -o default 2>/dev/null
  fi
}
complete -F _${name} ${name}
`
}

function patterns(words: readonly string[]): string {
  return words.join(' | ')
}
