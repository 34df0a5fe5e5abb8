// Shell timeouts.
import { numberAt } from '../../network/json'
import { told } from '../values'
import type { FactModule } from '../fact'

export const shellTimeouts: FactModule = {
  id: 'access.shell-timeouts',
  title: 'Shell timeouts',
  reads: 'The user variables ESXiShellTimeOut and ESXiShellInteractiveTimeOut, in seconds.',
  kind: 'list',
  first: false,
  read: ({ settings }) =>
    [
      ['ESXiShellTimeOut', 'esxi_shell_time_out', 'shell is switched off after'],
      ['ESXiShellInteractiveTimeOut', 'esxi_shell_interactive_time_out', 'idle session ends after'],
    ].flatMap(([name = '', stored = '', words = '']) => {
      const found =
        settings.at(`esx/advanced_options/user_vars#${stored}`) ?? settings.at(`esx.conf/adv/UserVars#${name}`)
      const seconds = numberAt(found?.value)
      return seconds === null
        ? []
        : [
            told({ name, seconds }, found?.place ?? null, {
              text: seconds === 0 ? `${words.replace(' after', '')}: never` : `${words} ${seconds} s`,
            }),
          ]
    }),
}
