// The main journey on a genuine host's backup, which lies outside the project. It holds secrets: no trace, no picture, and
// contents are compared by hash.
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { genuineSample, theGenuineSample } from '../../testing/archives/genuine-sample'
import { test } from '../host'
import { restoreJourney } from '../restore-journey'

test.use({ trace: 'off', screenshot: 'off', video: 'off' })
// Or a failure would leave a description of the page beside its report.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1'

test.skip(genuineSample === null, `needs ${theGenuineSample}`)

for (const [name, layer] of [
  ['state.tgz', 'local.tgz.ve'],
  ['state-plain.tgz', 'local.tgz'],
] as const) {
  test(`the genuine ${name} is edited, bundled and opened again with the edit and nothing else`, async ({
    page,
    folder,
  }) => {
    const path = join(folder, 'state.tgz')
    await copyFile(join(genuineSample ?? '', name), path)
    await restoreJourney(page, folder, { path, layer })
  })
}
