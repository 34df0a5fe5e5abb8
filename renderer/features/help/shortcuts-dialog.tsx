// The help on the keyboard: every command and every other key, as this system writes them.
import { useState } from 'react'
import { isMac } from '../../state/session'
import { chordKeys } from '../../state/shortcuts'
import type { Chord } from '../../../shared/commands/chord'
import { shortcutOf } from '../../state/commands'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import styles from './help.module.css'
import { closeHelp } from './help-store'
import { type KeyGroup, keyGroups } from './key-groups'

/** The dialog. */
export function ShortcutsDialog() {
  const [groups] = useState(keyGroups)
  return (
    <Dialog
      title={text.commands.shortcuts}
      size="large"
      onClose={closeHelp}
      footer={<Button label={text.common.close} kind="primary" onClick={closeHelp} data-autofocus />}
    >
      <p className={styles.intro}>{text.help.intro(shortcutOf('palette'))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <section className={styles.groups} aria-label={text.commands.shortcuts} tabIndex={0}>
        {groups.map(group => (
          <Group key={group.title} group={group} />
        ))}
      </section>
    </Dialog>
  )
}

function Group({ group }: { readonly group: KeyGroup }) {
  return (
    <table className={styles.group}>
      <caption>{group.title}</caption>
      <tbody>
        {group.rows.map(({ does, chords }) => (
          <tr key={does}>
            <th scope="row">{does}</th>
            <td>
              {chords.length === 0 && <span className="visually-hidden">{text.help.noKey}</span>}
              {chords.map(chord => (
                <Keys key={JSON.stringify(chord)} chord={chord} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Keys({ chord }: { readonly chord: Chord }) {
  return (
    <kbd className={styles.chord}>
      {chordKeys(chord, isMac()).map(key => (
        <kbd key={key}>{key}</kbd>
      ))}
    </kbd>
  )
}
