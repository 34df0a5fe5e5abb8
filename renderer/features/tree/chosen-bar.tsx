// How many rows are chosen, below the tree while several are, and the way back to one.
import { Download, KeyRound, Trash2, X } from 'lucide-react'
import { CommandButton } from '../../state/command-button'
import { chooseOne } from '../../state/tree-choice'
import { useTree } from '../../state/tree-store'
import { Button } from '../../ui/button'
import { text } from '../../ui/text'
import styles from './chosen-bar.module.css'

/** Nothing while one row is chosen. */
export function ChosenBar() {
  const count = useTree(tree => tree.chosen.size)
  if (count === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls of one question.
    <div className={styles.bar} role="group" aria-label={text.tree.chosen(count)}>
      <span className={styles.count}>{text.tree.chosen(count)}</span>
      <CommandButton id="saveEntry" icon={Download} kind="quiet" iconOnly />
      <CommandButton id="mode" icon={KeyRound} kind="quiet" iconOnly />
      <CommandButton id="remove" icon={Trash2} kind="quiet" iconOnly />
      <Button icon={X} kind="quiet" iconOnly label={text.tree.chosenOne} onClick={chooseOne} />
    </div>
  )
}
