// The boot banks of a disk side by side: what tells them apart, which one boots and by which rule; one is opened, or both are compared.
import type { BankReport, BootRules, DiskReport } from '../../../shared/model/disk'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { formatSize } from '../../ui/format'
import { text } from '../../ui/text'
import { type ChosenBank, useBankChoice } from './bank-choice'
import styles from './banks-dialog.module.css'
import { disksText as texts } from './text'

export function BanksDialog() {
  const choice = useBankChoice(state => state.choice)
  return choice && <Banks report={choice.report} onChoose={choice.settle} />
}

/** Whether two banks have a state.tgz, and it is the same: then it does not matter which one is opened, only which one boots. */
function holdTheSame(banks: readonly BankReport[]): boolean {
  const [one, two, ...more] = banks.map(({ state }) => state)
  return one != null && two != null && more.length === 0 && one.sha256 === two.sha256
}

interface BanksProps {
  readonly report: DiskReport
  readonly onChoose: (chosen: ChosenBank | null) => void
}

function Banks({ report, onChoose }: BanksProps) {
  const { banks, boots, findings, partitions, name } = report
  const booting = boots.byState ?? boots.byUpdated
  const able = banks.filter(({ state }) => state !== null).map(({ number }) => number)
  const first = able.find(number => number === booting) ?? able[0]
  const other = able.find(number => number !== first)
  return (
    <Dialog
      title={texts.title(name)}
      size="large"
      onClose={() => onChoose(null)}
      footer={
        <>
          <Button
            label={text.common.cancel}
            onClick={() => onChoose(null)}
            data-autofocus={first === undefined || undefined}
          />
          {first !== undefined && other !== undefined && (
            <Button label={texts.compare} onClick={() => onChoose({ bank: first, compareWith: other })} />
          )}
          {able
            .toSorted((a, b) => Number(a === first) - Number(b === first))
            .map(number => (
              <Button
                key={number}
                label={texts.open(number)}
                kind={number === first ? 'primary' : 'plain'}
                onClick={() => onChoose({ bank: number, compareWith: null })}
                data-autofocus={number === first || undefined}
              />
            ))}
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.facts}>{texts.facts(report.kind, formatSize(report.size), report.table, report.layout)}</p>
        {banks.length === 0 ? <p>{texts.none}</p> : <BankTable banks={banks} boots={boots} />}
        <p>
          {boots.sentence} {holdTheSame(banks) && texts.sameState}
        </p>
        {findings.length > 0 && (
          <section aria-label={texts.findings}>
            <h3 className={styles.heading}>{texts.findings}</h3>
            <ul className={styles.list}>
              {findings.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </section>
        )}
        <section aria-label={texts.partitions}>
          <h3 className={styles.heading}>{texts.partitions}</h3>
          <ul className={styles.list}>
            {partitions.map(({ number, size, fileSystem, label, typeName }) => (
              <li key={number}>
                {texts.partition(
                  number,
                  formatSize(size),
                  [fileSystem, label, typeName].filter(word => word !== null && word !== '').join(' '),
                )}
              </li>
            ))}
          </ul>
        </section>
        <p className={styles.facts}>{texts.zone}</p>
      </div>
    </Dialog>
  )
}

interface BankTableProps {
  readonly banks: readonly BankReport[]
  readonly boots: BootRules
}

function BankTable({ banks, boots }: BankTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={texts.table}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {banks.map(({ number, label, partition }) => (
              <th key={number} scope="col">
                {texts.bank(number, label, partition)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(boots).map(({ title, value, isCode }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {banks.map(bank => (
                <td key={bank.number} className={isCode ? styles.hash : undefined}>
                  {value(bank)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface Row {
  readonly title: string
  readonly value: (bank: BankReport) => string
  readonly isCode?: boolean
}

function rowsOf(boots: BootRules): readonly Row[] {
  const { rows } = texts
  return [
    { title: rows.boots, value: ({ number }) => bootsText(number, boots) },
    { title: rows.build, value: ({ build }) => build ?? texts.notKnown },
    { title: rows.updated, value: ({ updated }) => (updated === null ? texts.notKnown : `${updated}`) },
    {
      title: rows.bootstate,
      value: ({ bootstate, bootstateMeans }) =>
        bootstate === null ? texts.notKnown : `${bootstate}, ${bootstateMeans}`,
    },
    { title: rows.written, value: ({ bootCfgModified }) => timeText(bootCfgModified) },
    { title: rows.modules, value: ({ listsState }) => (listsState ? texts.yes : texts.no) },
    {
      title: rows.state,
      value: ({ state }) => (state === null ? texts.noState : (state.problem ?? texts.bytes(state.size))),
    },
    { title: rows.saved, value: ({ state }) => (state === null ? '' : timeText(state.modified)) },
    { title: rows.hash, value: ({ state }) => state?.sha256 ?? '', isCode: true },
  ]
}

function bootsText(number: number, { byState, byUpdated }: BootRules): string {
  if (number === byState) return byState === byUpdated ? texts.byBoth : texts.byState
  return number === byUpdated ? texts.byUpdated : texts.boots
}

function timeText(time: string | null): string {
  return time === null ? texts.notKnown : texts.noZone(time)
}
