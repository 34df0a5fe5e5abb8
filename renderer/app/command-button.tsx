// A button that runs a command: name, tooltip with its keys and whether it can run come from the registry.
import { Button, type ButtonProps } from '../ui/button'
import { report } from '../ui/toast'
import { ariaShortcutsOf, type CommandId, commandOf, shortcutOf } from './commands'
import { useSession } from './session'

export interface CommandButtonProps extends Omit<ButtonProps, 'label' | 'disabled' | 'onClick' | 'id'> {
  readonly id: CommandId
  /** Added to the tooltip, such as what the next undo undoes. */
  readonly detail?: string | null | undefined
}

/** The button. A disabled one keeps its place. */
export function CommandButton({ id, detail, ...rest }: CommandButtonProps) {
  const command = commandOf(id)
  const enabled = useSession(command.enabled)
  useSession(state => state.facts)
  const shortcut = shortcutOf(command)
  const title = detail ? `${command.title}: ${detail}` : command.title
  const tip = shortcut === '' ? title : `${title} (${shortcut})`
  // What the button says itself needs no tooltip.
  const isSaid = tip === command.title && !rest.iconOnly
  return (
    <Button
      {...rest}
      label={command.title}
      {...(!isSaid && { tip })}
      disabled={!enabled}
      aria-keyshortcuts={ariaShortcutsOf(command)}
      onClick={() => void run(command.run)}
    />
  )
}

async function run(work: () => Promise<void> | void): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    report(thrown)
  }
}
