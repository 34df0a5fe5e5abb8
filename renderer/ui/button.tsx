// The one button of the window. `kind` sets its weight; with `label` hidden it is an icon button that keeps its name.
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import styles from './button.module.css'
import { classes } from './classes'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  /** What the button does; shown, or the accessible name of an icon button. */
  readonly label: string
  readonly icon?: LucideIcon
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** Shows the icon alone. */
  readonly iconOnly?: boolean
  /** Shown on hover and focus. */
  readonly tip?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button. Everything of a native button passes through. */
export function Button({ label, icon: Icon, kind = 'plain', iconOnly, tip, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[kind], iconOnly && styles.iconOnly, className)}
      aria-label={iconOnly ? label : undefined}
      data-tip={tip ?? (iconOnly ? label : undefined)}
    >
      {Icon && <Icon className={styles.icon} aria-hidden />}
      {!iconOnly && <span className={styles.label}>{label}</span>}
    </button>
  )
}
