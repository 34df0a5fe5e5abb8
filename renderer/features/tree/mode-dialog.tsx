// The mode of an entry: octal, or bit by bit, the T flag first because it decides whether the host keeps the file.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toErrorData } from '../../../shared/model/errors'
import { formatMode, modeAsLs, parseMode } from '../../../shared/model/mode'
import type { TreeNode } from '../../../shared/model/node'
import { useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { text } from '../../ui/text'
import { tFlagBit, triples } from './mode'
import styles from './mode-dialog.module.css'
import { closeNodeDialog, setMode } from './node-actions'

const above = [
  { name: 'setUser', bit: 0o4000 },
  { name: 'setGroup', bit: 0o2000 },
] as const

/** The dialog; the mode as it stands is asked for when it opens. */
export function ModeDialog({ node }: { readonly node: TreeNode }) {
  const document = useSession(state => state.opened?.document)
  const [octal, setOctal] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isThere, setIsThere] = useState(false)
  const isTyped = useRef(false)
  const mode = parseMode(octal.trim())

  useEffect(() => {
    if (document === undefined) return
    let wanted = true
    const arrived = (found: string) => {
      // Who types at once is not interrupted by what was there before.
      if (!wanted || isTyped.current) return
      setOctal(found)
      setIsThere(true)
    }
    call('node.facts', { document, node: node.id }).then(
      facts => arrived(facts.mode ?? ''),
      thrown => wanted && setError(toErrorData(thrown).message),
    )
    return () => {
      wanted = false
    }
  }, [document, node.id])

  // What was there comes selected, so that typing replaces it.
  useLayoutEffect(() => {
    const focused = window.document.activeElement
    if (isThere && focused instanceof HTMLInputElement) focused.select()
  }, [isThere])

  const submit = async () => {
    if (mode === null) return
    try {
      await setMode(node, formatMode(mode))
      closeNodeDialog()
    } catch (thrown) {
      setError(toErrorData(thrown).message)
    }
  }
  const bit = (label: string, value: number) => (
    <label className={styles.bit}>
      <input
        type="checkbox"
        checked={mode !== null && (mode & value) !== 0}
        disabled={mode === null}
        onChange={() => mode !== null && setOctal(formatMode(mode ^ value))}
      />
      {label}
    </label>
  )

  return (
    <Dialog
      title={text.tree.modeTitle(node.name)}
      onClose={closeNodeDialog}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button label={text.common.cancel} onClick={closeNodeDialog} />
          <Button label={text.tree.modeButton} kind="primary" type="submit" disabled={mode === null} />
        </>
      }
    >
      <Field
        label={text.tree.modeField}
        hint={mode === null ? text.tree.modeHint : modeAsLs('file', mode)}
        error={error ?? (octal !== '' && mode === null ? text.tree.modeInvalid : null)}
        value={octal}
        onChange={value => {
          isTyped.current = true
          setOctal(value)
          setError(null)
        }}
        mono
        data-autofocus
      />
      <fieldset className={styles.flags}>
        <legend>{text.tree.modeFlags}</legend>
        {bit(text.tree.tFlag, tFlagBit)}
        {above.map(({ name, bit: value }) => (
          <div key={name}>{bit(text.tree.modeBits[name], value)}</div>
        ))}
      </fieldset>
      {triples.map(({ who, read, write, execute }) => (
        <fieldset key={who} className={styles.triple}>
          <legend>{text.tree.modeWho[who]}</legend>
          {bit(text.tree.modeBits.read, read)}
          {bit(text.tree.modeBits.write, write)}
          {bit(text.tree.modeBits.execute, execute)}
        </fieldset>
      ))}
    </Dialog>
  )
}
