// A button that runs a command: name, tooltip with its keys and whether it can run come from the registry.
import { Button, type ButtonProps } from '../ui/button'
import { ariaShortcutsOf, type CommandId, commandOf, shortcutOf } from './commands'
import { runCommand } from './run-command'
import { useSession } from './session'
import { useWindowState } from './window-state'

export interface CommandButtonProps extends Omit<ButtonProps, 'label' | 'disabled' | 'onClick' | 'id'> {
  readonly id: CommandId
  /** Added to the tooltip, such as what the next undo undoes. */
  readonly detail?: string | null | undefined
}

/** The button. A disabled one keeps its place. */
export function CommandButton({ id, detail, ...rest }: CommandButtonProps) {
  const command = commandOf(id)
  const whyNot = useWindowState(command.whyNot)
  useSession(state => state.facts)
  const shortcut = shortcutOf(id)
  const title = detail ? `${command.title}: ${detail}` : command.title
  const tip = shortcut === '' ? title : `${title} (${shortcut})`
  // What the button says itself needs no tooltip.
  const isSaid = tip === command.title && !rest.iconOnly
  return (
    <Button
      {...(!isSaid && { tip })}
      {...rest}
      label={command.title}
      disabled={whyNot !== null}
      aria-keyshortcuts={ariaShortcutsOf(id)}
      onClick={() => void runCommand(id)}
    />
  )
}
