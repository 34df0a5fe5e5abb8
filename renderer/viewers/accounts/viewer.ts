import { Users } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { accountsText } from './text'

export const accountsViewer: Viewer<'accounts'> = {
  title: accountsText.title,
  icon: Users,
  component: deferred(async () => (await import('./accounts-view')).AccountsView, Waiting),
}
