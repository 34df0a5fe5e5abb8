// `bootbank facts` over 500 generated hosts, beside a plain loop over the same files that takes the same from them with bsdtar, sqlite3 and
// openssl: every file with its SHA-256, every setting, accounts, certificate. The loop reads no sealed backup, checks nothing and joins nothing.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fleet } from '../../testing/fixtures/fleet'
import type { Options } from './archives'
import { measure } from './run'

const hosts = 500

const loop = `set +e
while IFS= read -r file; do
  rm -rf "$work/t"; mkdir -p "$work/t"
  if ! bsdtar -xOf "$file" local.tgz 2>/dev/null | bsdtar -xf - -C "$work/t" 2>/dev/null; then echo "$file" >> "$work/problems"; continue; fi
  cd "$work/t"
  find . -type f -exec sha256sum {} + >> "$work/files"
  store=var/lib/vmware/configstore/backup/current-store-1
  test -f $store && sqlite3 -csv $store 'SELECT Component, ConfigGroup, Name, Identifier, UserValue, VitalValue FROM Config' >> "$work/settings"
  grep '^/' etc/vmware/esx.conf >> "$work/settings"
  test -f etc/shadow && cut -d: -f1,3 etc/shadow >> "$work/accounts"
  openssl x509 -in etc/vmware/ssl/rui.crt -noout -subject -issuer -enddate -fingerprint -sha256 >> "$work/certificates"
done < "$list"
true
`

/** Wall times of all 500, with tables made again each time, and of a second run that finds nothing changed. */
export async function factsOfFleet({ folder, cli, rounds, percent }: Options) {
  const count = Math.ceil((hosts * percent) / 100)
  const place = join(folder, 'fleet')
  const files: string[] = []
  for await (const { path, bytes } of fleet(count)) {
    const file = join(place, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    files.push(file)
  }
  const [list, script] = [join(folder, 'fleet.txt'), join(folder, 'fleet.sh')]
  writeFileSync(list, files.map(file => `${file}\n`).join(''))
  writeFileSync(script, loop)
  const out = join(folder, 'facts')
  // Exit code 1: some of the files are broken on purpose.
  const facts = (options: string) => `node ${cli} facts ${place} ${options}; test $? -lt 2`
  const results = measure(
    {
      jsonl: `rm -rf ${out}; ${facts(`-o ${out}`)}`,
      again: facts(`-o ${out}`),
      single: `rm -rf ${out}1; ${facts(`--jobs 1 -o ${out}1`)}`,
      parquet: `rm -rf ${out}2; ${facts(`--format parquet -o ${out}2`)}`,
      loop: `export work=${folder}/loop list=${list}; rm -rf $work; mkdir $work; bash ${script}`,
    },
    rounds,
    folder,
  )
  return { count, results }
}
