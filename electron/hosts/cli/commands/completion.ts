// `bootbank completion`: the script by which a shell completes this program, made from its own definition.
import type { Command } from 'commander'
import { bashCompletion } from '../completion/bash'
import { fishCompletion } from '../completion/fish'
import { type Grammar, grammarOf } from '../completion/grammar'
import { powershellCompletion } from '../completion/powershell'
import { zshCompletion } from '../completion/zsh'
import type { ExitCode } from '../exit-code'
import type { Run } from '../run'
import { type ShellName, shellNames } from '../shells'

const scripts: Readonly<Record<ShellName, (grammar: Grammar) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
}

/** Prints the script; commander has checked the name of the shell. */
export async function completion(run: Run, program: Command, shell: string): Promise<ExitCode> {
  const known = shellNames.find(name => name === shell)
  if (known) run.print(scripts[known](grammarOf(program)).trimEnd().split('\n'))
  return known ? 0 : 2
}
