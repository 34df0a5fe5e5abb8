// The gallery's entry: every component of the window in every state, by theme and density. For development and for the pictures that
// the suite compares; no part of the program.
import { createRoot } from 'react-dom/client'
import { type CommandId, commandIds } from '../../shared/commands/commands'
import { type CommandAction, provideCommands } from '../state/commands'
import { Gallery } from './gallery'
import '../ui/tokens.css'
import '../ui/base.css'
import './gallery.css'

const wish = new URLSearchParams(window.location.search)
document.documentElement.dataset.theme = wish.get('theme') ?? 'dark'
document.documentElement.dataset.density = wish.get('density') ?? 'dense'

// Buttons of commands look as where each can be run.
const idle: CommandAction = { whyNot: () => null, run: () => undefined }
provideCommands(Object.fromEntries(commandIds.map(id => [id, idle])) as Readonly<Record<CommandId, CommandAction>>)

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Gallery only={wish.get('section')} />)
