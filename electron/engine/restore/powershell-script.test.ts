// restore.ps1, read by the grammar that an editor reads PowerShell with: there is no PowerShell here to run it.
import { beforeAll, describe, expect, test } from 'vitest'
import { type PowerShellNode, powershellParser } from '../../../testing/powershell-parser'
import { powershellScript } from './powershell-script'

const facts = {
  configBundle: 'configBundle-esx01.tgz',
  sha256: 'ab'.repeat(32),
  uuid: '4C4C4544-0044-4810-8052-B9C04F4A4B32',
}
const script = powershellScript(facts)

let parse: (text: string) => PowerShellNode
beforeAll(async () => {
  parse = await powershellParser()
})

/** The commands as they stand in the script, in their order, each with its parameters. */
function commandsIn(node: PowerShellNode): readonly string[] {
  return node.descendantsOfType('command').flatMap(one => (one ? [one.text.replaceAll(/\s+/g, ' ')] : []))
}

describe('restore.ps1', () => {
  test('is PowerShell, as far as a parser can tell; half of it is not', () => {
    expect(parse(script).hasError).toBe(false)
    expect(parse(script.slice(0, script.indexOf('} finally'))).hasError).toBe(true)
    expect(parse(script.replace('$found.Count -ne 1', '$found.Count -ne')).hasError).toBe(true)
  })

  test('is ASCII, since PowerShell 5.1 reads a file without a mark in the code page of its system', () => {
    expect(script).toMatch(/^[\n\x20-\x7e]*$/)
  })

  test('checks the sum, keeps the present configuration in a folder of its own, asks for maintenance mode, then restores', () => {
    const commands = commandsIn(parse(script))
    const order = [
      /^Get-FileHash -LiteralPath \$bundle -Algorithm SHA256/,
      /^Connect-VIServer @connecting/,
      /^Get-VMHost @choosing/,
      /^Get-VM -Location \$esx/,
      /^New-Item -ItemType Directory -Path \$kept/,
      /^Get-VMHostFirmware -VMHost \$esx -BackupConfiguration -DestinationPath \$kept/,
      /^Set-VMHost -VMHost \$esx -State Maintenance/,
      /^Set-VMHostFirmware @restoring/,
      /^Disconnect-VIServer -Server \$connection/,
    ].map(pattern => commands.findIndex(command => pattern.test(command)))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('does nothing to a host that -WhatIf and a question cannot stop', () => {
    const guarded = parse(script)
      .descendantsOfType('if_statement')
      .flatMap(one => (one?.text.startsWith('if ($PSCmdlet.ShouldProcess(') ? commandsIn(one) : []))
    for (const name of ['New-Item', 'Get-VMHostFirmware', 'Set-VMHost ', 'Set-VMHostFirmware']) {
      const all = commandsIn(parse(script)).filter(command => command.startsWith(name))
      expect(all, name).toHaveLength(1)
      expect(guarded, name).toContain(all[0])
    }
  })

  test('names the configBundle, its sum and the UUID of its Manifest, and says that it is untried', () => {
    expect(script).toContain("$bundle = Join-Path $here 'configBundle-esx01.tgz'\n")
    expect(script).toContain(`$wantedSum = '${facts.sha256}'\n`)
    expect(script).toContain(`$wantedUuid = '${facts.uuid}'\n`)
    expect(script).toContain('UNTRIED')
    expect(script).not.toContain('@CONFIG_BUNDLE@')
  })

  test.each([null, '', '4c4c4544', `x${facts.uuid}`, "4C4C4544-0044-4810-8052-B9C04F4A4B32'; Remove-Item x; '"])(
    'has no UUID that is none: %j',
    uuid => {
      expect(powershellScript({ ...facts, uuid })).toContain("$wantedUuid = ''\n")
    },
  )
})
