// The dialog around the steps of a restore bundle. It is there only while a step is.
import { bundleText } from './text'
import { FileArchive, FolderOpen, Hammer, Printer } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { cancelOperation, useOperations } from '../../state/operations'
import { useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Late } from '../../ui/late'
import { printAlone } from '../../ui/print'
import { Progress } from '../../ui/progress'
import { text } from '../../ui/text'
import { report } from '../../ui/toast'
import { ErrorCard } from '../open/error-card'
import {
  type BundleStep,
  type BundleTarget,
  askOfBundle,
  backToPlan,
  buildBundle,
  closeBundleDialog,
  openBundleDialog,
  useBundle,
} from './bundle-store'
import styles from './bundle.module.css'
import { CopyPart } from './copy-part'
import { PlanView } from './plan-view'
import { ProofView } from './proof-view'

/** The dialog; nothing while there is no step. */
export function BundleDialog() {
  const step = useBundle(state => state.step)
  return step && <Steps step={step} />
}

function Steps({ step }: { readonly step: BundleStep }) {
  const facts = useSession(state => state.facts)
  const folders = facts?.targets.includes('folder') ?? false
  const asked = useBundle(state => state.asked)
  const problem = useBundle(state => state.problem)
  const page = useRef<HTMLDivElement>(null)
  const [target, setTarget] = useState<BundleTarget>(folders ? 'folder' : 'zip')
  const frame = (content: ReactNode, footer: ReactNode, onClose = closeBundleDialog) => (
    <Dialog
      key={step.kind}
      title={step.kind === 'done' ? bundleText.doneTitle : text.commands.bundle}
      size="large"
      onClose={onClose}
      footer={footer}
    >
      {content}
    </Dialog>
  )
  const cancel = <Button label={text.common.cancel} onClick={closeBundleDialog} />

  switch (step.kind) {
    case 'planning':
      return <Late>{frame(<Progress phase={bundleText.planning} done={0} total={null} />, cancel)}</Late>
    case 'plan':
      return frame(
        <PlanView
          plan={step.plan}
          target={target}
          onTarget={setTarget}
          asked={asked}
          problem={problem}
          onAsk={options => void askOfBundle(options)}
        />,
        step.plan.refusal ? (
          <Button label={text.common.close} kind="primary" onClick={closeBundleDialog} data-autofocus />
        ) : (
          <>
            {cancel}
            <Button
              label={facts?.host === 'browser' ? bundleText.buildAndDownload : bundleText.build}
              icon={Hammer}
              kind="primary"
              data-autofocus
              disabled={problem !== null}
              onClick={() => void buildBundle(step.plan, target)}
            />
          </>
        ),
      )
    case 'building': {
      const stop = () => void cancelOperation(step.operation).catch(report)
      return frame(<BuildProgress operation={step.operation} />, <CancelBuild {...step} onCancel={stop} />, stop)
    }
    case 'done':
      return frame(
        <div ref={page} className={styles.page}>
          <ProofView result={step.result} />
          {step.copy && <CopyPart copy={step.copy} />}
        </div>,
        <>
          <Button label={bundleText.print} icon={Printer} onClick={() => page.current && printAlone(page.current)} />
          {step.result.download === null ? (
            <Button
              label={bundleText.show}
              icon={FolderOpen}
              onClick={() => void call('target.show', { target: step.target.target }).catch(report)}
            />
          ) : (
            <DownloadAgain address={step.result.download} />
          )}
          <Button label={text.common.done} kind="primary" onClick={closeBundleDialog} data-autofocus />
        </>,
      )
    case 'failed': {
      const { plan } = step
      return frame(
        <ErrorCard title={bundleText.failed} error={step.error} look="bare" />,
        <>
          <Button label={text.common.close} onClick={closeBundleDialog} />
          <Button
            label={text.common.tryAgain}
            kind="primary"
            data-autofocus
            onClick={() => (plan === null ? void openBundleDialog() : backToPlan(plan))}
          />
        </>,
      )
    }
  }
}

function DownloadAgain({ address }: { readonly address: string }) {
  return <Button label={bundleText.downloadAgain} icon={FileArchive} onClick={() => fetchDownload(address)} />
}

function BuildProgress({ operation }: { readonly operation: string }) {
  const running = useOperations(state => state.running.find(candidate => candidate.id === operation))
  return (
    <Progress phase={running?.phase ?? bundleText.building} done={running?.done ?? 0} total={running?.total ?? null} />
  )
}

function CancelBuild({ operation, onCancel }: { readonly operation: string; readonly onCancel: () => void }) {
  const cancelling = useOperations(
    state => state.running.find(candidate => candidate.id === operation)?.cancelling ?? false,
  )
  return (
    <Button
      label={cancelling ? text.common.cancelling : text.common.cancel}
      disabled={cancelling}
      onClick={onCancel}
      data-autofocus
    />
  )
}
