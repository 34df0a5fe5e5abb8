// The main journey with the mouse, on a sealed and on a plain backup.
import { writeBackup } from '../backups'
import { test } from '../host'
import { restoreJourney } from '../restore-journey'

test('a sealed 7.0.2 backup is dropped, edited, compared, bundled and opened again with the edit and nothing else', async ({
  page,
  folder,
}) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await restoreJourney(page, folder, { path, layer: 'local.tgz.ve' })
})

test('a plain 6.7 backup is dropped, edited, compared, bundled and opened again with the edit and nothing else', async ({
  page,
  folder,
}) => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  await restoreJourney(page, folder, { path, layer: 'local.tgz' })
})
