// Grammar of `completion`: the script by which a shell completes.
import { Argument, type Command } from 'commander'
import type { Declare } from './declaration'
import { example } from './example'
import { shellNames } from '../shells'

export const completion: Declare = (program, { carryOut }) => {
  program
    .command('completion')
    .description('The script by which a shell completes bootbank, for bash, zsh, fish or PowerShell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shellNames))
    .addHelpText(
      'after',
      [
        '',
        'bash        source <(bootbank completion bash)',
        'zsh         eval "$(bootbank completion zsh)", after compinit',
        'fish        bootbank completion fish | source',
        'PowerShell  bootbank completion powershell | Out-String | Invoke-Expression',
        example('bootbank completion bash > /etc/bash_completion.d/bootbank'),
      ].join('\n'),
    )
    .action(async (shell: string, _options, command: Command) => {
      await carryOut(command, async run => (await import('../commands/completion')).completion(run, program, shell))
    })
}
