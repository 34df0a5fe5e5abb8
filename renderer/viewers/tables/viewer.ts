import { Table2 } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { tablesText } from './text'

export const tablesViewer: Viewer<'tables'> = {
  title: tablesText.title,
  icon: Table2,
  component: deferred(async () => (await import('./tables-view')).TablesView, Waiting),
}
