// What a row is that has no content: a sign, a sentence, and the few facts there are.
import type { LucideIcon } from 'lucide-react'
import type { Fact } from '../../../shared/model/preview'
import { EmptyState } from '../../ui/empty-state'
import { FactTable } from '../../ui/fact-table'
import styles from './stated.module.css'

export interface StatedProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly hint: string
  readonly facts?: readonly Fact[]
}

export function Stated({ icon, title, hint, facts = [] }: StatedProps) {
  return (
    <div className={styles.stated}>
      <EmptyState icon={icon} title={title}>
        {hint}
      </EmptyState>
      {facts.length > 0 && <FactTable facts={facts} />}
    </div>
  )
}
