// A program with one document in its thread that builds bundles, and a thread that dies of it: `tsx worker-run.ts WORKER SOURCE
// FOLDER NAME TEXT`. Prints what the caller of the bundle was told. A process of its own, so that what it leaves behind is the
// next start's to clean up.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DocumentThread } from '../../electron/services/document-thread'
import { toErrorData } from '../../shared/model/errors'

const [worker = '', source = '', folder = '', name = '', text = ''] = process.argv.slice(2)

async function main(): Promise<string> {
  let deaths = 0
  const thread = new DocumentThread({
    url: pathToFileURL(worker),
    heap: 256,
    onProgress: () => undefined,
    onStatus: () => undefined,
    onDeath: () => deaths++,
  })
  await thread.open('open', { document: 'd', name: 'state.tgz', source: { path: source } })
  const rows = await thread.call('d', 'tree.children', { node: '0:etc' }, null)
  const hosts = rows.find(row => row.name === 'hosts')
  if (!hosts) throw new Error('the backup has no etc/hosts')
  await thread.call('d', 'edit.text', { node: hosts.id, text, typing: 's' }, null)
  const target = { kind: 'folder', path: join(folder, name) } as const
  const said = await thread.call('d', 'bundle.build', { target }, 'build').then(
    () => 'done',
    error => toErrorData(error).code,
  )
  const later = await thread.call('d', 'document.status', {}, null).then(
    () => 'answers',
    error => toErrorData(error).code,
  )
  await thread.end()
  return `${said}, later ${later}, ${deaths} told`
}

main().then(
  text => process.stdout.write(text),
  (error: unknown) => {
    process.stderr.write(String(error))
    process.exitCode = 1
  },
)
