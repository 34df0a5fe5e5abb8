// The words of the viewer of small files.
import { formatCount } from '../../ui/format'

export const aboutText = {
  title: 'About',
  nothing: 'It says nothing.',
  more: (facts: number) => `${formatCount(facts)} more are not shown here; they are in its text.`,
  notes: 'Not everything in this file could be read',
  amount: (facts: number) => (facts === 1 ? '1 fact' : `${formatCount(facts)} facts`),
} as const
