// Manual and completions against the definition of the program and the programs that read them: mandoc and groff judge the page, and the shells
// themselves are asked what they complete.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../../testing/archives/has-program'
import { needs } from '../../../../testing/needs'
import { powershellParser } from '../../../../testing/powershell-parser'
import { buildProgram } from '../program'
import { bashCompletion } from './bash'
import { fishCompletion } from './fish'
import { type Grammar, grammarOf, namesOf } from './grammar'
import { manualPage } from './man'
import { powershellCompletion } from './powershell'
import { zshCompletion } from './zsh'

const project = resolve(import.meta.dirname, '../../../..')
const page = join(project, 'docs/bootbank.1')
let grammar: Grammar
let folder: string

beforeAll(async () => {
  const { version }: { version: string } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  grammar = grammarOf(buildProgram(version, async () => undefined))
  folder = await mkdtemp(join(tmpdir(), 'bootbank-completion-'))
  await writeFile(join(folder, 'bash'), bashCompletion(grammar))
  await writeFile(join(folder, '_bootbank'), zshCompletion(grammar))
  await writeFile(join(folder, 'bootbank.fish'), fishCompletion(grammar))
  // What is completed has to be there for fish.
  await symlink('/bin/true', join(folder, 'bootbank'))
  await writeFile(join(folder, 'state.tgz'), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the manual', () => {
  it('in docs is the one that npm run man makes now', async () => {
    expect(await readFile(page, 'utf8')).toBe(manualPage(grammar))
  })

  it('has every command with every option', async () => {
    const text = manualPage(grammar)
    for (const { name, options } of grammar.commands) {
      expect(text).toContain(`.SS ${name.replaceAll('-', '\\-')}\n`)
      for (const option of options) {
        for (const word of namesOf(option)) expect(text).toContain(`\\fB${word.replaceAll('-', '\\-')}\\fR`)
      }
    }
    expect(text).toContain('address=mode')
  })

  it('has nothing that mandoc complains of but long lines', needs(hasProgram('mandoc'), 'mandoc'), () => {
    const said = execFileSync('sh', ['-c', 'mandoc -Tlint "$1" || true', 'sh', page], { encoding: 'utf8' })
    const others = said
      .split('\n')
      .filter(
        one => one !== '' && !/text line longer than 80|missing date|: lookup of|referenced manual not found/.test(one),
      )
    expect(others).toEqual([])
  })

  it('is set by groff without a warning, commands as they are typed', needs(hasProgram('groff'), 'groff'), () => {
    const set = execFileSync('sh', ['-c', 'groff -man -ww -Tascii -P-c "$1" 2>&1', 'sh', page], { encoding: 'utf8' })
    const text = [...set.split('\b')]
      .map((part, index, all) => (index < all.length - 1 ? part.slice(0, -1) : part))
      .join('')
    expect(text).not.toMatch(/warning|error:/)
    expect(text).toContain('bootbank edit state.tgz --conf /adv/Misc/HostName=esx02 --put etc/hosts=hosts -o new.tgz')
  })
})

const commands = () => grammar.commands.map(({ name }) => name).toSorted()

describe('bash', () => {
  const ask = (...words: string[]) =>
    execFileSync(
      'bash',
      [
        '--norc',
        '-c',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that fills it
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bootbank 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"',
        'bash',
        join(folder, 'bash'),
        'bootbank',
        ...words,
      ],
      { encoding: 'utf8', cwd: folder },
    )
      .split('\n')
      .filter(word => word !== '')
      .toSorted()

  it('completes commands, options of a command, and its choices', needs(hasProgram('bash'), 'bash'), () => {
    expect(ask('')).toEqual(commands())
    expect(ask('pre')).toEqual(['prepare'])
    expect(ask('ls', '--ha')).toEqual(['--hash'])
    expect(ask('--bank', '2', 'find', '--js')).toEqual(['--json'])
    expect(ask('edit', 'state.tgz', '--conf-')).toEqual(['--conf-rm'])
    expect(ask('completion', '')).toEqual(['bash', 'fish', 'powershell', 'zsh'])
    expect(ask('info', 'sta')).toEqual([])
  })
})

describe('zsh', () => {
  it('reads the function, and completes by it', { ...needs(hasProgram('zsh'), 'zsh'), timeout: 60_000 }, () => {
    execFileSync('zsh', ['-n', join(folder, '_bootbank')])
    // zpty gives the completion a terminal, which it wants; Tab and Ctrl+D ask for it.
    const run = (typed: string) => {
      const script = `
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "PS1=; unsetopt zle_bracketed_paste; fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D; cd $1; LISTMAX=0; zstyle ':completion:*' list-prompt ''; echo READY"
        local out= line=
        while zpty -r z line; do [[ $line == *READY* && $line != *echo* ]] && break; done
        zpty -w -n z "$2"$'\\t'
        sleep 1.5
        while zpty -r -t z line; do out+=$line; done
        zpty -d z
        print -r -- $out`
      return execFileSync('zsh', ['-f', '-c', script, 'zsh', folder, typed], { encoding: 'utf8', timeout: 30_000 })
    }
    expect(run('bootbank prep')).toContain('prepare')
    expect(run('bootbank ls --ha')).toContain('--hash')
    expect(run('bootbank completion po')).toContain('powershell')
  })
})

describe('fish', () => {
  const ask = (line: string) =>
    execFileSync(
      'fish',
      ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', join(folder, 'bootbank.fish'), line],
      {
        encoding: 'utf8',
        cwd: folder,
        env: {
          ...process.env,
          HOME: folder,
          XDG_CONFIG_HOME: folder,
          XDG_DATA_HOME: folder,
          PATH: `${folder}:${process.env.PATH}`,
        },
      },
    )
      .split('\n')
      .filter(one => one !== '')
      .map(one => one.split('\t')[0] ?? '')
      .toSorted()

  it('completes commands, options of a command, choices and files', needs(hasProgram('fish'), 'fish'), () => {
    expect(ask('bootbank ')).toEqual(commands())
    expect(ask('bootbank ls --ha')).toEqual(['--hash'])
    expect(ask('bootbank completion po')).toEqual(['powershell'])
    expect(ask('bootbank info sta')).toEqual(['state.tgz'])
  })
})

describe('PowerShell', () => {
  it('reads the script, as far as a parser can tell', async () => {
    const parse = await powershellParser()
    const script = powershellCompletion(grammar)
    expect(parse(script).hasError).toBe(false)
    expect(parse(script.slice(0, script.lastIndexOf('}'))).hasError).toBe(true)
    expect(
      parse(script)
        .descendantsOfType('command')
        .some(one => one?.text.startsWith('Register-ArgumentCompleter')),
    ).toBe(true)
  })

  it('is offered every command and option, which is all that can be said without one', () => {
    const script = powershellCompletion(grammar)
    for (const { name, options } of grammar.commands) {
      const line = script.split('\n').find(one => one.startsWith(`    '${name}' = @{`)) ?? ''
      for (const option of options) for (const word of namesOf(option)) expect(line).toContain(`@('${word}', `)
    }
    expect(script.match(/[{(]/g)?.length).toBe(script.match(/[})]/g)?.length)
  })
})
