// How the certificates of a file hang together, in sentences: the chain first, then what is wrong with it.
import { CircleAlert, Link2, type LucideIcon } from 'lucide-react'
import type { Certificate, CertificateChain } from '../../../shared/viewers/certificate'
import { classes } from '../../ui/classes'
import { chainText as texts } from './chain-text'
import styles from './certificate-view.module.css'
import { commonName } from './common-name'

export interface ChainLinesProps {
  readonly chain: CertificateChain
  readonly certificates: readonly Certificate[]
}

export function ChainLines({ chain, certificates }: ChainLinesProps) {
  return (
    <ul className={styles.chain} aria-label={texts.title}>
      {chainSentences(chain, certificates).map(({ isGood, sentence }) => (
        <Line
          key={sentence}
          icon={isGood ? Link2 : CircleAlert}
          tone={isGood ? styles.unknown : styles.soon}
          words={sentence}
        />
      ))}
    </ul>
  )
}

function Line({
  icon: Icon,
  tone,
  words,
}: Record<'tone' | 'words', string | undefined> & { readonly icon: LucideIcon }) {
  return (
    <li className={styles.key}>
      <Icon className={classes(styles.keyIcon, tone)} aria-hidden />
      {words}
    </li>
  )
}

/** The sentences about a chain, the good ones first. Numbers are those of the list, from 1. */
export function chainSentences(
  chain: CertificateChain,
  certificates: readonly Certificate[],
): readonly { readonly isGood: boolean; readonly sentence: string }[] {
  if (chain.kind === 'store') return [{ isGood: true, sentence: texts.store }]
  const { isComplete, isInOrder, misnamed, notAllowed, others, path } = chain
  const numbers = path.map(index => index + 1)
  const last = path.at(-1) ?? 0
  const issuer = commonName(certificates[last]?.issuer ?? []) ?? texts.unnamed
  const good = (sentence: string) => ({ isGood: true, sentence })
  const bad = (sentence: string) => ({ isGood: false, sentence })
  const strangers = others.filter(({ copyOf }) => copyOf === null)
  return [
    ...(path.length === 1 ? [] : [isInOrder ? good(texts.inOrder(numbers)) : bad(texts.outOfOrder(numbers))]),
    isComplete
      ? good(texts.endsWithItself(last + 1))
      : strangers.length > 0
        ? bad(texts.linkMissing(last + 1, issuer))
        : good(texts.endsOutside(last + 1, issuer)),
    ...misnamed.map(({ index, named }) => bad(texts.misnamed(index + 1, named + 1))),
    ...notAllowed.map(index => bad(texts.notAllowed(index + 1))),
    ...strangers.map(({ index }) => bad(texts.stranger(index + 1))),
    ...others.flatMap(({ index, copyOf }) => (copyOf === null ? [] : [bad(texts.copy(index + 1, copyOf + 1))])),
  ]
}
