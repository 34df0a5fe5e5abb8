// Completion for PowerShell 5.1 and later. Where nothing of ours fits, PowerShell completes files by itself. Not tried by the authors: they had no
// PowerShell.
import { type Grammar, namesOf } from './grammar'

/** A script for the profile. */
export function powershellCompletion({ name, options, commands }: Grammar): string {
  const row = (word: string, help: string) => `@(${quoted(word)}, ${quoted(help)})`
  const rows = (list: Grammar['options']) => list.flatMap(one => namesOf(one).map(word => row(word, one.help)))
  return `# ${name} completion for PowerShell: . this file in your profile.
Register-ArgumentCompleter -Native -CommandName ${quoted(name)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $everywhere = @(
    ${rows(options).join(',\n    ')}
  )
  $commands = [ordered]@{
${commands
  .map(({ name: command, summary, options: own, arguments: words }) => {
    const choices = words[0]?.choices ?? []
    const offered = [...rows(own), ...choices.map(choice => row(choice, choice))]
    return `    ${quoted(command)} = @{ Help = ${quoted(summary)}; Words = @(${offered.join(', ')}) }`
  })
  .join('\n')}
  }
  $given = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $command = $given | Where-Object { $commands.Contains($_) -and $_ -ne $wordToComplete } | Select-Object -First 1
  if ($command) { $offered = @($commands[$command].Words) + $everywhere }
  else { $offered = @($commands.GetEnumerator() | ForEach-Object { , @($_.Key, $_.Value.Help) }) + $everywhere }
  $offered | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
  }
}
`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
