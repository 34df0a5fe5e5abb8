// docs/attacks.md: each attack met by the built command line, and its answer as it was given. Where an answer is not the one that must
// come, the page is not written.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Attack, meet, type Outcome } from '../command-line/attack'
import { extractionAttacks } from '../command-line/attacks-on-extraction'
import { bombs, limitAttacks } from '../command-line/attacks-on-limits'
import { buildCommandLine, type CommandLine } from '../command-line/command-line'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { code, plain, shortened, table } from './markdown'

const MiB = 1024 * 1024

/** The page. Throws with every fault that was found. */
export async function attacksPage(): Promise<string> {
  const top = mkdtempSync(join(tmpdir(), 'bootbank-attacks-'))
  const cli = await buildCommandLine()
  try {
    const idle = await cli.run(['--version'], { measure: true })
    const limits = await all(limitAttacks, cli, top)
    const extraction = await all(extractionAttacks, cli, top)
    const faults = [...limits, ...extraction].flatMap(({ attack, faults }) =>
      faults.map(fault => `${attack.name}: ${fault}`),
    )
    if (faults.length > 0) throw new Error(faults.join('\n'))
    return page(limits, extraction, idle.memory)
  } finally {
    await cli.remove()
    rmSync(top, { recursive: true, force: true })
  }
}

async function all(attacks: readonly Attack[], cli: CommandLine, top: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const attack of attacks) outcomes.push(await meet(attack, cli, top))
  return outcomes
}

function page(limits: readonly Outcome[], extraction: readonly Outcome[], idle: number): string {
  const isBomb = ({ attack }: Outcome) => bombs.includes(attack)
  return `# Attacks and answers

Every line is what the command line answered in one run of \`npm run tables\`, which writes this page; it is not written when an answer
is not the one that must come. \`npm test\` runs the same list (electron/hosts/cli/attacks.test.ts).

## Limits

The caps stand in electron/engine/codecs/limits.ts with their reasons. \`--limit\` in a command lowers a cap that would take gigabytes to
reach. Where **raised by** names an option, the same file was let through with it in the same run.

${table(
  ['Attack', 'Cap', 'Command', 'Exit', 'Answer', 'Raised by'],
  limits.map(({ attack, args, finished }) => [
    plain(attack.name),
    attack.limit ? `${code(attack.limit)} = ${defaultLimits[attack.limit].toLocaleString('en-US')}` : '',
    command(args),
    String(finished.code),
    answer(attack, finished.stderr),
    (attack.raised ?? []).map(one => code(`--limit ${one}`)).join(' '),
  ]),
)}

The bombs, measured: time of the whole process, and its memory above that of a process that does nothing.

${table(
  ['Attack', 'Seconds', 'MiB more'],
  limits
    .filter(isBomb)
    .map(({ attack, finished }) => [
      plain(attack.name),
      (finished.milliseconds / 1000).toFixed(2),
      String(Math.round((finished.memory - idle) / MiB)),
    ]),
)}

## Extraction

Each against \`bootbank extract in.tgz -o out\`; in none did anything appear outside \`out\`.

${table(
  ['Attack', 'Exit', 'Answer', 'In the folder afterwards'],
  extraction.map(({ attack, finished, landed }) => [
    plain(attack.name),
    String(finished.code),
    answer(attack, finished.stderr),
    attack.landed ? landed.map(path => code(shortened(path, 40))).join(' ') || 'nothing' : '',
  ]),
)}
`
}

function command(args: readonly string[]): string {
  return code(['bootbank', ...args].map(arg => shortened(arg, 40)).join(' '))
}

/** The line of stderr that the attack is about. */
function answer({ says }: Attack, stderr: string): string {
  const lines = stderr.split('\n').map(line => line.replace(/^bootbank: /, ''))
  const line = lines.find(one => says?.test(`bootbank: ${one}`)) ?? lines[0] ?? ''
  if (line === '') return 'done, without a word'
  return plain(shortened(line.replace(/^note: /, '').replace(/ This protects against .*/, ''), 260))
}
