// The keys of a file by what they are: type, size, fingerprints as ssh-keygen prints them, and whether the other half lies beside.
import { CircleAlert, Copy, Link2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KeyPair, ShownKey } from '../../../shared/viewers/keys'
import { addressParts } from '../../features/preview/address-parts'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { copyText } from '../../ui/copy-text'
import type { ViewerProps } from '../viewer'
import styles from './keys-view.module.css'
import { keysText as texts } from './text'

export function KeysView({ data, frame }: ViewerProps<'keys'>) {
  const { keys, more, pair, problems } = data
  return frame(
    { chips: [texts.amount(keys.length + more)] },
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.ground} tabIndex={0} data-pane-start>
      <div className={styles.page}>
        {pair && <Pair pair={pair} />}
        {problems.length > 0 && (
          <div className={styles.problems} role="note">
            <strong>{texts.problems}</strong>
            <ul>
              {problems.map(({ line, message }) => (
                <li key={line}>
                  {texts.atLine(line)} {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <ul className={styles.list} aria-label={texts.list}>
          {keys.map(one => (
            <li key={one.line} className={styles.key}>
              <KeyFacts shown={one} several={keys.length > 1} />
            </li>
          ))}
        </ul>
        {more > 0 && <p className={styles.more}>{texts.more(more)}</p>}
      </div>
    </div>,
  )
}

function Pair({ pair: { address, belongs } }: { readonly pair: KeyPair }) {
  const name = addressParts(address).at(-1)?.text ?? address
  const Sign = belongs ? Link2 : CircleAlert
  return (
    <p className={classes(styles.pair, belongs ? styles.good : styles.bad)}>
      <Sign size={16} aria-hidden />
      {belongs ? texts.belongs(name) : texts.differs(name)}
    </p>
  )
}

function KeyFacts({ shown, several }: { readonly shown: ShownKey; readonly several: boolean }) {
  const { isPrivate, encrypted, type, bits, sha256, md5, comment, before, line } = shown
  return (
    <>
      <p className={styles.kind}>{texts.kind(isPrivate, encrypted)}</p>
      <dl className={styles.facts}>
        <Row label={texts.type}>{type === null ? texts.unknown : texts.bits(type, bits)}</Row>
        {sha256 !== null && <Print label={texts.sha256} value={sha256} />}
        {md5 !== null && <Print label={texts.md5} value={md5} />}
        {comment !== '' && <Row label={texts.comment}>{comment}</Row>}
        {before !== '' && <Row label={texts.before}>{before}</Row>}
        {several && <Row label={texts.line}>{line}</Row>}
      </dl>
    </>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Print({ label, value }: Record<'label' | 'value', string>) {
  return (
    <Row label={label}>
      <span className={styles.print}>{value}</span>{' '}
      <Button
        kind="quiet"
        icon={Copy}
        iconOnly
        label={texts.copy(label)}
        className={styles.copy}
        onClick={() => void copyText(value)}
      />
    </Row>
  )
}
