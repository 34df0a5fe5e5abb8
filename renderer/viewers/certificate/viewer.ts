import { ShieldCheck } from 'lucide-react'
import { deferred } from '../../ui/deferred'
import { Waiting } from '../parts/waiting'
import type { Viewer } from '../viewer'
import { certificateText } from './text'

export const certificateViewer: Viewer<'certificate'> = {
  title: certificateText.title,
  icon: ShieldCheck,
  component: deferred(async () => (await import('./certificate-view')).CertificateView, Waiting),
}
