// The manual page, in the macros of man(7). The trap: a line that begins with a point or an apostrophe is a command to roff, and a hyphen is not a
// minus unless it is escaped.
import { type CommandFacts, type Grammar, namesOf, type OptionFacts } from './grammar'

/** bootbank.1 as a whole. */
export function manualPage({ name, version, description, options, commands }: Grammar): string {
  return `${[
    `.\\" Made from the definition of the program by "npm run man". Do not edit.`,
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    '.SH NAME',
    `${name} \\- look into the saved state of an ESXi host, and change it`,
    '.SH SYNOPSIS',
    `.B ${name}`,
    '.I command',
    '.RI [ argument ...]',
    '.RI [ option ...]',
    '.SH DESCRIPTION',
    ...prose(description),
    ...paragraphs(about),
    '.SH COMMANDS',
    ...commands.flatMap(command => section(name, command)),
    '.SH OPTIONS OF EVERY COMMAND',
    ...options.flatMap(optionLines),
    '.SH EXIT STATUS',
    ...exits.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, ...prose(meaning)]),
    '.SH SEE ALSO',
    '.BR tar (1),',
    '.BR dd (1)',
    '.PP',
    ...prose(
      `The same, with the fields of --json and what an address is: docs/cli.md. Completions: ${name} completion.`,
    ),
  ].join('\n')}\n`
}

const about: readonly string[] = [
  'FILE is a state.tgz, a local.tgz(.ve), a configBundle, any other tar or .tgz, or - for standard input. Of a disk (an image, a VMDK, a device, the folder of a mounted boot bank) it is the state.tgz of a bank: DISK!/N. Of a collection (a vm-support bundle, a UAC collection, a folder) it is a copy of a state in it: COLLECTION!/PATH.',
  'ADDRESS is the path of an entry from the outermost archive, with !/ where an archive opens (local.tgz.ve!/etc/hosts), or an end of it that only one entry has (etc/hosts).',
  'Nothing is ever written over FILE.',
]

const exits: readonly (readonly [string, string])[] = [
  ['0', 'Done.'],
  [
    '1',
    'Done, and there is something to look at: differences, errors that check found, nothing found by search or find.',
  ],
  ['2', 'Not done: bad usage, unreadable or refused input. The reason is on standard error.'],
]

function section(program: string, command: CommandFacts): readonly string[] {
  const words = command.arguments.map(({ usage }) => `\\fI${escaped(usage.replace(/[<>]/g, ''))}\\fR`)
  return [
    `.SS ${escaped(command.name)}`,
    `\\fB${escaped(`${program} ${command.name}`)}\\fR ${words.join(' ')}`.trimEnd(),
    '.PP',
    ...prose(command.description),
    ...command.arguments.flatMap(({ usage, help, choices }) => [
      '.TP',
      `.I ${escaped(usage.replace(/[<>]/g, ''))}`,
      ...prose(choices.length > 0 ? `${help}: ${choices.join(', ')}` : help),
    ]),
    ...command.options.flatMap(optionLines),
    ...(command.notes === '' ? [] : ['.PP', '.nf', ...command.notes.split('\n').map(line), '.fi']),
  ]
}

function optionLines(option: OptionFacts): readonly string[] {
  const names = namesOf(option).map(name => `\\fB${escaped(name)}\\fR`)
  const value = option.value === null ? '' : ` \\fI${escaped(option.value.replace(/[<>]/g, ''))}\\fR`
  return ['.TP', `${names.join(', ')}${value}`, ...prose(option.help)]
}

const paragraphs = (texts: readonly string[]) => texts.flatMap(text => ['.PP', ...prose(text)])

/** A sentence a line: roff fills them. */
function prose(text: string): readonly string[] {
  return text.split(/(?<=[.?!]) +(?=[A-Z])/).map(line)
}

function line(text: string): string {
  const safe = escaped(text)
  return /^[.']/.test(safe) ? `\\&${safe}` : safe
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('…', '...')
    .replaceAll('’', '\\(cq')
}
