// The steps of the bundle dialog, with a host that answers what each case is about.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TargetGrant } from '../../../shared/model/grant'
import type { BundlePlan, BundleResult, PreparedCopyResult } from '../../../shared/model/bundle'
import type { DocumentStatus, OpenedDocument } from '../../../shared/model/document'
import { BootbankError } from '../../../shared/model/errors'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { useOperations } from '../../state/operations'
import { showDocument, useSession } from '../../state/session'
import { announce } from '../../ui/announcer'
import { report } from '../../ui/toast'
import { askOfBundle, backToPlan, buildBundle, closeBundleDialog, openBundleDialog, useBundle } from './bundle-store'

vi.mock('../../bridge/call', () => ({ call: vi.fn() }))
vi.mock('../../bridge/download', () => ({ fetchDownload: vi.fn() }))
vi.mock('../../ui/announcer', () => ({ announce: vi.fn() }))
vi.mock('../../ui/toast', () => ({ report: vi.fn() }))

const plan: BundlePlan = {
  changes: [],
  files: ['state.tgz'],
  suggestedName: 'bootbank-esx01',
  findings: [],
  offers: { plain: false, manifest: false },
  disk: null,
  refusal: null,
}
const target: TargetGrant = { target: 't', label: '/srv/bundles/bootbank-esx01' }
const proof = { layers: 2, entries: 40, untouched: 39, bytes: 1000 }
const result: BundleResult = {
  files: [],
  proof,
  differences: { entries: [], isExact: true },
  label: target.label,
  download: null,
}
const status: DocumentStatus = { document: 'd', revision: 3, changes: 1, dirty: true, undo: null, redo: null }
const saved: DocumentStatus = { ...status, dirty: false }
const failure = new BootbankError('WRITE_FAILED', 'There is no room left on the disk.')

type Answer = () => unknown

/** Answers by the name of a command; anything else that is asked fails the test. */
function host(answers: Readonly<Record<string, Answer>>): void {
  vi.mocked(call).mockImplementation(async name => {
    const answer = answers[name]
    if (answer === undefined) throw new Error(`${name} was not expected`)
    return (await answer()) as never
  })
}

const refuse =
  (error: Error): Answer =>
  () => {
    throw error
  }

/** An answer that comes when it is given. */
function later() {
  let give: (value: unknown) => void = () => undefined
  let refuseIt: (error: Error) => void = () => undefined
  const promise = new Promise((resolve, reject) => {
    give = resolve
    refuseIt = reject
  })
  return { answer: () => promise, give, refuse: refuseIt }
}

const step = () => useBundle.getState().step
const asked = (name: string) => vi.mocked(call).mock.calls.filter(([command]) => command === name)

beforeEach(() => {
  vi.clearAllMocks()
  useBundle.setState({ step: null, asked: {}, problem: null })
  const opened = { document: 'd', name: 'state.tgz', status } as OpenedDocument
  showDocument(opened, { grant: 'g', name: 'state.tgz', size: 1 })
})

describe('the plan', () => {
  it('is asked for, and shown when it comes', async () => {
    const coming = later()
    host({ 'bundle.plan': coming.answer })
    const opening = openBundleDialog()
    await vi.waitFor(() => expect(step()).toEqual({ kind: 'planning' }))
    coming.give(plan)
    await opening
    expect(step()).toEqual({ kind: 'plan', plan })
    expect(asked('bundle.plan')).toEqual([['bundle.plan', { document: 'd' }]])
  })

  it.each(['an answer', 'a refusal'])('does not open the dialog again that was closed before %s came', async which => {
    const coming = later()
    host({ 'bundle.plan': coming.answer })
    const opening = openBundleDialog()
    await vi.waitFor(() => expect(step()).not.toBeNull())
    closeBundleDialog()
    if (which === 'an answer') coming.give(plan)
    else coming.refuse(failure)
    await opening
    expect(step()).toBeNull()
  })

  it('that cannot be had is a failure without a plan', async () => {
    host({ 'bundle.plan': refuse(failure) })
    await openBundleDialog()
    expect(step()).toMatchObject({ kind: 'failed', plan: null, error: { code: 'WRITE_FAILED' } })
  })

  it('is not asked for without a document', async () => {
    useSession.setState({ opened: null })
    await openBundleDialog()
    expect(step()).toBeNull()
    expect(call).not.toHaveBeenCalled()
  })
})

describe('building', () => {
  it.each([
    ['folder', 'bootbank-esx01'],
    ['zip', 'bootbank-esx01.zip'],
  ] as const)('as a %s suggests the name %s', async (kind, suggestedName) => {
    host({ 'target.choose': () => null })
    await buildBundle(plan, kind)
    expect(asked('target.choose')).toEqual([['target.choose', { kind, suggestedName }]])
  })

  it('does not begin when no place is chosen', async () => {
    backToPlan(plan)
    host({ 'target.choose': () => null })
    await buildBundle(plan, 'folder')
    expect(step()).toEqual({ kind: 'plan', plan })
  })

  it('is an operation that can be cancelled, and ends with the proof and a document that is saved', async () => {
    const coming = later()
    host({ 'target.choose': () => target, 'bundle.build': coming.answer, 'document.status': () => saved })
    const building = buildBundle(plan, 'folder')
    await vi.waitFor(() => expect(step()).toMatchObject({ kind: 'building', plan }))
    const [running] = useOperations.getState().running
    expect(step()).toMatchObject({ operation: running?.id })
    expect(asked('bundle.build')).toEqual([['bundle.build', { document: 'd', target: 't', operation: running?.id }]])
    coming.give(result)
    await building
    expect(step()).toEqual({ kind: 'done', result, target, copy: null })
    expect(useOperations.getState().running).toEqual([])
    expect(useSession.getState().status).toEqual(saved)
    expect(announce).toHaveBeenCalledWith(expect.stringContaining(target.label))
    expect(fetchDownload).not.toHaveBeenCalled()
  })

  it('in a browser fetches what was built', async () => {
    const zipped = { ...result, download: '/download/1' }
    host({ 'target.choose': () => target, 'bundle.build': () => zipped, 'document.status': () => saved })
    await buildBundle(plan, 'zip')
    expect(fetchDownload).toHaveBeenCalledExactlyOnceWith('/download/1')
  })

  it('that was cancelled leads back to the plan and says so', async () => {
    const cancelled = new BootbankError('CANCELLED', 'It was cancelled.')
    host({ 'target.choose': () => target, 'bundle.build': refuse(cancelled) })
    await buildBundle(plan, 'folder')
    expect(step()).toEqual({ kind: 'plan', plan })
    expect(announce).toHaveBeenCalledExactlyOnceWith('Cancelled. Nothing was left behind.')
    expect(useSession.getState().status).toEqual(status)
  })

  it('that failed shows why, and keeps the plan for another try', async () => {
    host({ 'target.choose': () => target, 'bundle.build': refuse(failure) })
    await buildBundle(plan, 'folder')
    expect(step()).toMatchObject({ kind: 'failed', plan, error: { code: 'WRITE_FAILED', message: failure.message } })
    expect(useSession.getState().status).toEqual(status)
    backToPlan(plan)
    expect(step()).toEqual({ kind: 'plan', plan })
  })

  it('stays proven when the document fails after it: that is told by a notice', async () => {
    const died = new BootbankError('WORKER_DIED', 'The document stopped working.')
    host({ 'target.choose': () => target, 'bundle.build': () => result, 'document.status': refuse(died) })
    await buildBundle(plan, 'folder')
    expect(step()).toEqual({ kind: 'done', result, target, copy: null })
    expect(report).toHaveBeenCalledExactlyOnceWith(died)
  })
})

describe('a prepared copy', () => {
  const withDisk: BundlePlan = { ...plan, disk: { name: 'stick.vmdk', bank: 'bank 1 of stick.vmdk' } }
  const place: TargetGrant = { target: 'c', label: '/srv/stick-prepared.img' }
  const copied: PreparedCopyResult = {
    size: 1,
    bank: 'bank 1 of stick.vmdk',
    state: { size: 1, sha256: 'a' },
    ranges: [],
    listsState: true,
    label: place.label,
    download: '/download/2',
  }
  const targets = (): Answer => {
    const given = [target, place]
    return () => given.shift()
  }
  beforeEach(() => useBundle.setState({ step: { kind: 'plan', plan: withDisk }, asked: { copy: true } }))

  it('is made after the bundle, under the name of the disk', async () => {
    host({
      'target.choose': targets(),
      'bundle.build': () => result,
      'disk.prepare': () => copied,
      'document.status': () => saved,
    })
    await buildBundle(withDisk, 'folder')
    expect(asked('target.choose')[1]).toEqual(['target.choose', { kind: 'file', suggestedName: 'stick-prepared.img' }])
    expect(asked('bundle.build')[0]?.[1]).toMatchObject({ copy: true })
    expect(asked('disk.prepare')[0]?.[1]).toMatchObject({ document: 'd', target: 'c' })
    expect(step()).toEqual({ kind: 'done', result, target, copy: { kind: 'made', result: copied, target: place } })
    expect(fetchDownload).toHaveBeenCalledExactlyOnceWith('/download/2')
    expect(useSession.getState().status).toEqual(saved)
  })

  it.each([
    ['cancelled', new BootbankError('CANCELLED', 'It was cancelled.'), { kind: 'cancelled' }],
    ['failed', failure, { kind: 'failed', error: failure.toData() }],
  ])('that %s leaves the bundle proven, and says so', async (_name, error, copy) => {
    host({
      'target.choose': targets(),
      'bundle.build': () => result,
      'disk.prepare': refuse(error),
      'document.status': () => saved,
    })
    await buildBundle(withDisk, 'folder')
    expect(step()).toEqual({ kind: 'done', result, target, copy })
    expect(useOperations.getState().running).toEqual([])
  })

  it('without a place for it begins nothing', async () => {
    const given = [target, null]
    host({ 'target.choose': () => given.shift() })
    await buildBundle(withDisk, 'folder')
    expect(step()).toEqual({ kind: 'plan', plan: withDisk })
  })
})

describe('what is asked of the bundle', () => {
  const asked = { plain: true }
  const withFiles: BundlePlan = { ...plan, files: ['state.tgz', 'restore.ps1'] }

  it('gives another plan, and goes with the build', async () => {
    useBundle.setState({ step: { kind: 'plan', plan } })
    host({ 'bundle.plan': () => withFiles })
    await askOfBundle(asked)
    expect(call).toHaveBeenLastCalledWith('bundle.plan', { document: 'd', plain: true })
    expect(useBundle.getState()).toEqual({ step: { kind: 'plan', plan: withFiles }, asked, problem: null })
    host({ 'target.choose': () => target, 'bundle.build': () => result, 'document.status': () => saved })
    await buildBundle(withFiles, 'zip')
    expect(vi.mocked(call).mock.calls.find(([name]) => name === 'bundle.build')?.[1]).toMatchObject({ plain: true })
  })

  it('keeps the plan and says why where release or UUID cannot be', async () => {
    useBundle.setState({ step: { kind: 'plan', plan } })
    const refusal = new BootbankError('MANIFEST', 'No such UUID.').toData()
    host({ 'bundle.plan': () => ({ ...plan, refusal }) })
    await askOfBundle({ manifest: { release: 'x', uuid: 'y' } })
    expect(useBundle.getState()).toMatchObject({ step: { kind: 'plan', plan }, problem: 'No such UUID.' })
    host({ 'bundle.plan': () => withFiles })
    await askOfBundle({})
    expect(useBundle.getState()).toMatchObject({ step: { plan: withFiles }, problem: null })
  })

  it('is answered by the last plan alone', async () => {
    useBundle.setState({ step: { kind: 'plan', plan } })
    const slow = later()
    host({ 'bundle.plan': slow.answer })
    const first = askOfBundle(asked)
    host({ 'bundle.plan': () => plan })
    await askOfBundle({})
    slow.give(withFiles)
    await first
    expect(useBundle.getState().step).toEqual({ kind: 'plan', plan })
  })

  it('is forgotten when the dialog opens again', async () => {
    useBundle.setState({ asked, problem: 'x' })
    host({ 'bundle.plan': () => plan })
    await openBundleDialog()
    expect(useBundle.getState()).toMatchObject({ asked: {}, problem: null })
  })
})
