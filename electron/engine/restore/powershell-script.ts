// restore.ps1: hands the configBundle of a bundle to the host, by PowerCLI. For Windows PowerShell 5.1 and later, hence ASCII alone. It has been
// parsed and never been run: there was no PowerCLI and no host. What stands in it of the backup is a name of our making and a UUID that
// was looked at: nothing else of an archive may become a command. Trap: the text stands in a template, so it must not have a dollar sign
// before a brace.

export const POWERSHELL_NAME = 'restore.ps1'

export interface PowerShellFacts {
  /** Name of the configBundle beside the script: letters, digits, hyphens and dots. */
  readonly configBundle: string
  /** Of the configBundle, hex. */
  readonly sha256: string
  /** Of the firmware, as Manifest.txt of the configBundle has it; null where it has none. */
  readonly uuid: string | null
}

const uuidText = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/

/** The script; a UUID that is not one is left out. */
export function powershellScript({ configBundle, sha256, uuid }: PowerShellFacts): string {
  return script
    .replace('@CONFIG_BUNDLE@', configBundle)
    .replace('@SHA256@', sha256)
    .replace('@UUID@', uuid !== null && uuidText.test(uuid) ? uuid : '')
}

const script = String.raw`#Requires -Version 5.1
<#
.SYNOPSIS
Hands the configBundle beside this script to an ESXi host, by VMware PowerCLI. The host reboots at once.
.DESCRIPTION
UNTRIED: made by Bootbank, checked by a parser, never run by its authors. Try it with -WhatIf first.
It checks the SHA-256 of the configBundle and the UUID of the machine, wants all virtual machines off, asks for
maintenance mode, keeps the present configuration of the host in a new folder beside this script, and then restores.
.PARAMETER Server
The host itself, or the vCenter that has it.
.PARAMETER HostName
The name of the host there; needed where the server has several.
.PARAMETER Credential
For the server; asked for where it is not given.
.PARAMETER HostCredential
root of the host, for the upload; asked for where it is not given.
.PARAMETER GoBackTo
A configBundle to restore instead, such as the one that an earlier run has kept. Its sum is shown and not compared.
.PARAMETER IgnoreUuid
Goes on although the UUID of the machine is another one, and tells the host to take it.
.EXAMPLE
.\restore.ps1 -Server esx -WhatIf
.EXAMPLE
.\restore.ps1 -Server esx -GoBackTo .\before-20240305-102107\configBundle-esx.tgz
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory = $true)]
    [string] $Server,
    [string] $HostName,
    [System.Management.Automation.PSCredential] $Credential,
    [System.Management.Automation.PSCredential] $HostCredential,
    [string] $GoBackTo,
    [switch] $IgnoreUuid
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$wantedSum = '@SHA256@'
$wantedUuid = '@UUID@'
$bundle = Join-Path $here '@CONFIG_BUNDLE@'
if ($GoBackTo) { $bundle = $GoBackTo }

if (-not (Test-Path -LiteralPath $bundle -PathType Leaf)) { throw "There is no $bundle." }
$bundle = (Resolve-Path -LiteralPath $bundle).ProviderPath
$sum = (Get-FileHash -LiteralPath $bundle -Algorithm SHA256).Hash
if (-not $GoBackTo -and $sum -ne $wantedSum) {
    throw "$bundle is not the configBundle that this script was made for: its SHA-256 is $sum and not $wantedSum. Copy the whole folder again."
}
Write-Output "configBundle: $bundle, SHA-256 $sum"

if (-not (Get-Command -Name Set-VMHostFirmware -ErrorAction SilentlyContinue)) {
    throw 'PowerCLI is missing. It is installed by: Install-Module VMware.PowerCLI -Scope CurrentUser'
}

$connecting = @{ Server = $Server }
if ($Credential) { $connecting.Credential = $Credential }
# Asks for a name and a password where none are known.
$connection = Connect-VIServer @connecting
try {
    $choosing = @{ Server = $connection }
    if ($HostName) { $choosing.Name = $HostName }
    $found = @(Get-VMHost @choosing)
    if ($found.Count -ne 1) {
        throw "$Server has $($found.Count) hosts that fit: name one with -HostName."
    }
    $esx = $found[0]
    $uuid = $esx.ExtensionData.Hardware.SystemInfo.Uuid
    Write-Output "Host: $($esx.Name), version $($esx.Version), build $($esx.Build), UUID $uuid, $($esx.ConnectionState)"

    if (-not $GoBackTo) {
        if (-not $wantedUuid) {
            Write-Warning 'Manifest.txt of the configBundle has no UUID to compare: the host may refuse it.'
        } elseif ($uuid -ne $wantedUuid) {
            $other = "The UUID of this machine is $uuid, and that in Manifest.txt of the configBundle $wantedUuid."
            if (-not $IgnoreUuid) { throw "$other Is this the right host? -IgnoreUuid goes on." }
            Write-Warning $other
        }
    }

    $running = @(Get-VM -Location $esx -Server $connection | Where-Object { $_.PowerState -ne 'PoweredOff' })
    if ($running.Count -gt 0) {
        throw "$($running.Count) virtual machines are not off: $(($running | ForEach-Object { $_.Name }) -join ', '). Shut them down or move them first."
    }

    # A folder of its own: the host names its backup as the configBundle of this folder may be named.
    $kept = Join-Path $here ('before-' + (Get-Date -Format 'yyyyMMdd-HHmmss'))
    if ($PSCmdlet.ShouldProcess($esx.Name, "Keep the present configuration in $kept")) {
        New-Item -ItemType Directory -Path $kept -WhatIf:$false -Confirm:$false | Out-Null
        Get-VMHostFirmware -VMHost $esx -BackupConfiguration -DestinationPath $kept -Server $connection | Out-Null
        $copy = @(Get-ChildItem -LiteralPath $kept -File | Where-Object { $_.Length -gt 0 })
        if ($copy.Count -ne 1) { throw "The present configuration of the host was not kept in $kept. Nothing was changed." }
        $copyPath = $copy[0].FullName
        Write-Output "Kept: $copyPath, SHA-256 $((Get-FileHash -LiteralPath $copyPath -Algorithm SHA256).Hash)"
        Write-Output "To go back: .\restore.ps1 -Server $Server -GoBackTo '$copyPath'"
    } elseif (-not $WhatIfPreference) {
        throw 'Without a copy of the present configuration nothing is restored.'
    }

    if ("$($esx.ConnectionState)" -ne 'Maintenance') {
        if ($PSCmdlet.ShouldProcess($esx.Name, 'Put into maintenance mode, which the restore demands')) {
            $esx = Set-VMHost -VMHost $esx -State Maintenance -Server $connection -Confirm:$false
        } elseif (-not $WhatIfPreference) {
            throw 'The host is not in maintenance mode. Nothing was restored.'
        }
    }

    if ($PSCmdlet.ShouldProcess($esx.Name, "Restore $bundle and reboot at once")) {
        if (-not $HostCredential) { $HostCredential = Get-Credential -UserName 'root' -Message "root of $($esx.Name)" }
        $restoring = @{ VMHost = $esx; Restore = $true; SourcePath = $bundle; HostCredential = $HostCredential; Server = $connection; Confirm = $false }
        if ($IgnoreUuid) { $restoring.Force = $true }
        Set-VMHostFirmware @restoring
        Write-Output 'Done: the host has taken it and reboots. Take it out of maintenance mode once it is up: Set-VMHost -State Connected'
    } elseif (-not $WhatIfPreference) {
        Write-Output 'Nothing was restored.'
    }
} finally {
    Disconnect-VIServer -Server $connection -Confirm:$false -WhatIf:$false
}
`
