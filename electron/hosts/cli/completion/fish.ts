// Completion for fish. Files are what fish offers by itself.
import type { Grammar, OptionFacts } from './grammar'

/** A script for ~/.config/fish/completions, or one to be sourced. */
export function fishCompletion({ name, options, commands }: Grammar): string {
  const line = (...parts: readonly string[]) => `complete -c ${name} ${parts.join(' ')}`
  const names = commands.map(command => command.name).join(' ')
  const first = `-n ${quoted(`not __fish_seen_subcommand_from ${names}`)}`
  return [
    `# ${name} completion for fish: put it into ~/.config/fish/completions/${name}.fish, or source it.`,
    ...options.map(option => line(optionWords(option))),
    ...commands.flatMap(command => {
      const here = `-n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`
      const choices = command.arguments[0]?.choices ?? []
      return [
        line('-f', first, '-a', quoted(command.name), '-d', quoted(command.summary)),
        ...command.options.map(option => line(here, optionWords(option))),
        ...(choices.length > 0 ? [line('-f', here, '-a', quoted(choices.join(' ')))] : []),
      ]
    }),
    '',
  ].join('\n')
}

function optionWords({ short, long, value, help }: OptionFacts): string {
  return [
    ...(short === null ? [] : [`-s ${short.slice(1)}`]),
    ...(long === null ? [] : [`-l ${long.slice(2)}`]),
    ...(value === null ? [] : ['-r']),
    `-d ${quoted(help)}`,
  ].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
