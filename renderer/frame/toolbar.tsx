// The bar at the top: which file, which host, and the commands that matter.
import {
  CircleHelp,
  Command,
  Contrast,
  FolderOpen,
  Hammer,
  type LucideIcon,
  Monitor,
  Moon,
  PanelRight,
  PencilLine,
  Redo2,
  Rows3,
  Rows4,
  Save,
  Sun,
  SunMoon,
  Undo2,
  X,
} from 'lucide-react'
import type { MouseEvent } from 'react'
import { HostLine } from '../features/host/host-line'
import { Button } from '../ui/button'
import { type MenuItem, openMenuUnder } from '../ui/menu'
import type { Density } from '../ui/density'
import { text } from '../ui/text'
import { CommandButton } from '../state/command-button'
import { type CommandId, commandOf } from '../state/commands'
import { inspectorShows, type Theme, useLayout } from '../state/layout'
import { runCommand } from '../state/run-command'
import { useSession } from '../state/session'
import styles from './toolbar.module.css'

/** The tool bar of an open document. */
export function Toolbar() {
  const name = useSession(state => state.opened?.name ?? '')
  const card = useSession(state => state.card)
  const status = useSession(state => state.status)
  const inspector = useLayout(inspectorShows)
  return (
    <header className={styles.bar} data-pane="toolbar">
      <div className={styles.what}>
        <h1 className={styles.name}>
          {status?.dirty && <span className={styles.dot} role="img" aria-label={text.app.unsaved} />}
          <span className={styles.file}>{name}</span>
        </h1>
        {card && <HostLine card={card} />}
      </div>
      <div className={styles.tools} role="toolbar" aria-label={text.app.toolbar}>
        <CommandButton id="open" icon={FolderOpen} kind="quiet" iconOnly />
        <CommandButton id="save" icon={Save} kind="quiet" iconOnly />
        <span className={styles.line} />
        <CommandButton id="undo" icon={Undo2} kind="quiet" iconOnly detail={status?.undo} data-tour-place="undo" />
        <CommandButton id="redo" icon={Redo2} kind="quiet" iconOnly detail={status?.redo} data-tour-place="redo" />
        <span className={styles.line} />
        <CommandButton
          id="guides"
          icon={PencilLine}
          className={styles.guides}
          tip={text.app.guidesTip}
          aria-haspopup="dialog"
        />
        <CommandButton id="bundle" icon={Hammer} kind="primary" className={styles.main} data-tour-place="bundle" />
        <span className={styles.line} />
        <CommandButton
          id="palette"
          icon={Command}
          kind="quiet"
          iconOnly
          aria-haspopup="dialog"
          data-tour-place="palette"
        />
        <CommandButton id="inspector" icon={PanelRight} kind="quiet" iconOnly aria-pressed={inspector} />
        <ThemeButton />
        <CommandButton id="help" icon={CircleHelp} kind="quiet" iconOnly aria-haspopup="dialog" />
        <CommandButton id="close" icon={X} kind="quiet" iconOnly />
      </div>
    </header>
  )
}

const themes = [
  { theme: 'system', command: 'themeSystem', icon: Monitor },
  { theme: 'dark', command: 'themeDark', icon: Moon },
  { theme: 'light', command: 'themeLight', icon: Sun },
  { theme: 'contrast', command: 'themeContrast', icon: Contrast },
] as const satisfies readonly { readonly theme: Theme; readonly command: CommandId; readonly icon: LucideIcon }[]

const densities = [
  { density: 'dense', command: 'densityDense', icon: Rows4 },
  { density: 'comfortable', command: 'densityComfortable', icon: Rows3 },
] as const satisfies readonly { readonly density: Density; readonly command: CommandId; readonly icon: LucideIcon }[]

/** Opens the choice of themes and densities. */
export function ThemeButton() {
  const theme = useLayout(layout => layout.theme)
  const density = useLayout(layout => layout.density)
  const choice = (command: CommandId, icon: LucideIcon, checked: boolean): MenuItem => {
    const { title } = commandOf(command)
    return { id: command, title, icon, checked, run: () => void runCommand(command) }
  }
  const open = (event: MouseEvent<HTMLButtonElement>) => {
    const items = [
      ...themes.map(item => choice(item.command, item.icon, item.theme === theme)),
      ...densities.map((item, index) => ({
        ...choice(item.command, item.icon, item.density === density),
        separated: index === 0,
      })),
    ]
    openMenuUnder(event.currentTarget, { label: text.app.theme, items })
  }
  return <Button label={text.app.theme} icon={SunMoon} kind="quiet" iconOnly aria-haspopup="menu" onClick={open} />
}
