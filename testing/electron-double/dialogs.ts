// Boots the program under the double and asks for each of its native dialogs, answered and cancelled. Arguments: the built main.js, a
// backup, a folder. Prints JSON.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ask, bootProgram, bridgeOf } from './program'
import { stage } from './stage'

const [main = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, 'user-data-dialogs')

await bootProgram(main, [])
const bridge = await bridgeOf(stage.windows[0])

/** Asks with an answer of the user's lying ready. */
async function answered<T>(answer: object, asking: () => Promise<T>): Promise<T> {
  stage.dialogs.push(answer)
  return asking()
}

const chooseFile = () => ask(bridge, 'file.choose', {})
const chooseTarget = (kind: 'folder' | 'zip' | 'file') =>
  ask(bridge, 'target.choose', { kind, suggestedName: 'state.tgz' })

const cancelled = [
  await answered({ filePaths: [] }, chooseFile),
  await answered({ filePaths: [] }, () => chooseTarget('folder')),
  await answered({ filePath: '' }, () => chooseTarget('zip')),
  await answered({ filePath: '' }, () => chooseTarget('file')),
]
const grant = await answered({ filePaths: [backup] }, chooseFile)
const { document } = await ask(bridge, 'document.open', { grant: grant?.grant ?? '', operation: 'o' })
const copy = join(folder, 'copy.tgz')
const target = await answered({ filePath: copy }, () => chooseTarget('file'))
const folders = async () => {
  const before = stage.defaultPaths.length
  await answered({ filePaths: [] }, chooseFile)
  await answered({ filePaths: [] }, () => chooseTarget('folder'))
  await answered({ filePath: '' }, () => chooseTarget('zip'))
  return stage.defaultPaths.slice(before)
}
const saved = await ask(bridge, 'document.save', { document, target: target?.target ?? '', operation: 'o' })
const shown = [...stage.shown]
const begun = await folders()

process.stdout.write(
  JSON.stringify({ cancelled, chosen: grant?.name, label: saved.label, isSaved: existsSync(copy), shown, begun }),
)
process.exit(0)
