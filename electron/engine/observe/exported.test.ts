// The observations as files: everything that was seen is in them, nothing of a hostile name gets out of its place, and no secret.
import { describe, expect, it } from 'vitest'
import { file, hostFiles, opened, plainState } from '../../../testing/archives/small-backups'
import { exportedObservations } from './exported'
import { observe } from './observe'

const now = new Date('2026-03-01T12:00:00Z')
const text = async (format: 'html' | 'json', members = hostFiles) =>
  Buffer.from(await exportedObservations(format, await opened(plainState(members)), now)).toString('utf8')
const hostile = file(
  'etc/rc.local.d/local.sh',
  `#!/bin/sh\n<script>alert(1)</script> & "x"\nwget -q --password=hunter2hunter x\n`,
)

describe('the observations as a file', () => {
  it('have every observation, as page and as JSON', async () => {
    const members = [...hostFiles, hostile, file('etc/odd', 'x', { mode: 0o4755 })]
    const found = await observe(await opened(plainState(members)), now)
    expect(found.length).toBeGreaterThan(3)
    const [html, json] = [await text('html', members), await text('json', members)]
    expect(
      json
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as { message: string }).message),
    ).toEqual(found.map(({ message }) => message))
    for (const { title } of found) expect(html).toContain(title)
    expect(html).toContain('etc/odd has the mode 04755')
  })

  it('hold no markup of a file, and say what file it was and when', async () => {
    const html = await text('html', [...hostFiles, hostile])
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;')
    expect(html).toContain('2026-03-01 12:00:00 UTC')
    expect(html).toContain('state.tgz')
    expect(html).toMatch(/[0-9a-f]{64}/)
  })

  it('say that no entry has a time where none has', async () => {
    const html = Buffer.from(
      await exportedObservations('html', await opened(Buffer.alloc(10_240), 'empty.tar'), now),
    ).toString('utf8')
    expect(html).toContain('No entry has a time.')
  })
})
