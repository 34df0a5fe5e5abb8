// A process that reads backups, one after the other, as it is told. What goes wrong with a backup becomes its part; what goes wrong with
// writing is answered, since no other backup would fare better.
import { BootbankError, toErrorData } from '../../../../shared/model/errors'
import { backupFacts } from '../../../engine/facts/backup-facts'
import { readBackup } from '../../../engine/fleet/read-backup'
import { openBackup, openLayers } from '../open-backup'
import { Run } from '../run'
import { type Answer, type Task, taskIn } from './messages'
import { recordOf } from './parts'
import { partLine, writePart, writeUnread } from './write-part'

/** Reads until the process that leads goes away, or an interrupt. Expects to be a child process with a channel. */
export async function readAsTold(run: Run, program: string): Promise<void> {
  const send = process.send?.bind(process)
  if (!send) throw new BootbankError('USAGE', 'This command is for bootbank facts alone.')
  await new Promise<void>(done => {
    run.signal.addEventListener('abort', () => done(), { once: true })
    process.once('disconnect', done)
    process.on('message', message => {
      const task = taskIn(message)
      if (!task) return
      read(run, program, task).then(
        answer => send(answer),
        (error: unknown) => send({ kind: 'failed', message: toErrorData(error).message } satisfies Answer),
      )
    })
    send({ kind: 'done', state: 'read', memory: 0 } satisfies Answer)
  })
  // A read that is under way ends with the process: its part has no name yet.
  process.disconnect?.()
}

async function read(run: Run, program: string, { backup, part }: Task): Promise<Answer> {
  const { path } = backup
  // What is noted of one backup does not concern the next.
  const own = new Run(true, run.limits, run.signal, () => undefined)
  const lines: string[] = []
  let state: 'read' | 'broken' = 'read'
  try {
    const document = await openBackup(path, own)
    if (await openLayers(document, own, 'chain')) state = 'broken'
    await readBackup(document, path, (table, json) => lines.push(partLine(table, json)), own.watch)
    if (backupFacts(document).problems.some(({ code }) => code !== 'SEALED_TPM')) state = 'broken'
  } catch (error) {
    run.signal.throwIfAborted()
    await writeUnread(part, backup, program, toErrorData(error))
    return { kind: 'done', state: 'unread', memory: process.memoryUsage.rss() }
  }
  await writePart(part, recordOf(backup, program, state), lines)
  return { kind: 'done', state, memory: process.memoryUsage.rss() }
}
