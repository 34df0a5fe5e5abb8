// How a file is chosen: the native dialog in the desktop window, the page's own hidden input in the browser. The input
// stays in the page; a file that arrives in it unasked (assistive tools, tests) is opened.
import { useLayoutEffect, useRef } from 'react'
import type { FileGrant } from '../../../shared/model/grant'
import { BootbankError } from '../../../shared/model/errors'
import { isCancelled, moveOperation, operate } from '../../state/operations'
import { useSession } from '../../state/session'
import { bridge } from '../../bridge/bridge'
import { call } from '../../bridge/call'
import { text } from '../../ui/text'

let input: HTMLInputElement | null = null
let waiting: ((files: readonly File[]) => void) | null = null

/** Lets the user choose a file to read; null when they cancel. Uploads it where the host is not the desktop window. */
export async function pickGrant(): Promise<FileGrant | null> {
  if (useSession.getState().facts?.host === 'electron') return call('file.choose', {})
  const file = await pickFile()
  return file === null ? null : readGrant(file)
}

/** The same for any number of files; none when they cancel. */
export async function pickGrants(): Promise<readonly FileGrant[]> {
  if (useSession.getState().facts?.host === 'electron') return call('file.chooseSeveral', {})
  return readGrants(await pickFiles(true))
}

/** Several dropped or picked files as grants, one after another. */
export async function readGrants(files: readonly File[]): Promise<readonly FileGrant[]> {
  const grants: FileGrant[] = []
  for (const file of files) grants.push(await readGrant(file))
  return grants
}

/** A dropped or picked file as a grant, with the progress of reading it. */
export function readGrant(file: File): Promise<FileGrant> {
  return operate(text.open.reading(file.name), id => grantOf(file, id))
}

/** The page's own file dialog; null when the user cancels. */
export async function pickFile(): Promise<File | null> {
  return (await pickFiles(false))[0] ?? null
}

function pickFiles(isSeveral: boolean): Promise<readonly File[]> {
  waiting?.([])
  return new Promise(resolve => {
    waiting = resolve
    if (!input) return
    input.multiple = isSeveral
    input.click()
  })
}

/** The same as a part of an operation, which gets the progress of the upload; cancelling it stops that. */
export async function grantOf(file: File, operation: string): Promise<FileGrant> {
  const outcome = await bridge().grantFile(file, (done, total) => {
    moveOperation({ operation, phase: text.open.reading(file.name), done, total })
    return !isCancelled(operation)
  })
  if (outcome.ok) return outcome.value
  throw BootbankError.from(outcome.error)
}

/** Gives a grant back that is of no use any more; whether the host still knew it does not matter. */
export async function releaseGrant({ grant }: FileGrant): Promise<void> {
  await bridge().invoke('file.release', { grant })
}

/** The hidden input. Mounted once. */
export function FilePicker({ onFile }: { readonly onFile: (file: File) => void }) {
  const element = useRef<HTMLInputElement>(null)

  // There from the first frame on, as the keys are that ask for it.
  useLayoutEffect(() => {
    const picker = element.current
    input = picker
    const settle = (files: readonly File[]) => {
      const asked = waiting
      waiting = null
      if (asked) asked(files)
      else if (files[0]) onFile(files[0])
    }
    const change = () => {
      settle(Array.from(picker?.files ?? []))
      if (picker) picker.value = ''
    }
    const cancel = () => settle([])
    picker?.addEventListener('change', change)
    picker?.addEventListener('cancel', cancel)
    return () => {
      picker?.removeEventListener('change', change)
      picker?.removeEventListener('cancel', cancel)
    }
  }, [onFile])

  return <input ref={element} type="file" hidden aria-label={text.open.chooseFile} />
}
