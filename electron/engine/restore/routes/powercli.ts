// The route from a machine with VMware PowerCLI.
import { fenced } from './blocks'

/** The same restore from afar, by hand and by restore.ps1. */
export function powerCliRoute(name: string): string {
  return `## Route 4: PowerCLI

The same restore from another machine, with the same demands: same release and UUID, maintenance mode, and it reboots at once. \`esx\` stands for the name of the host.
Go to this folder in PowerShell. \`restore.ps1\` does all of these steps, asks before each one that changes something, and only tells them with \`-WhatIf\`. It was
checked by a parser and has never been run, and so were these lines.

${fenced('powershell', '.\\restore.ps1 -Server esx -WhatIf')}

Where Windows runs no scripts: \`powershell -ExecutionPolicy Bypass -File restore.ps1 -Server esx -WhatIf\`.

1. Check the file, connect, and compare the UUID with that in \`Manifest.txt\`:

${fenced(
  'powershell',
  `Get-FileHash ${name} -Algorithm SHA256`,
  'Connect-VIServer -Server esx',
  '(Get-VMHost esx).ExtensionData.Hardware.SystemInfo.Uuid',
)}

2. Keep the present configuration, in a folder of its own: in this one its file could be written over the configBundle.

${fenced(
  'powershell',
  'New-Item -ItemType Directory before',
  'Get-VMHostFirmware -VMHost esx -BackupConfiguration -DestinationPath before',
)}

3. With all virtual machines off or elsewhere:

${fenced(
  'powershell',
  'Set-VMHost -VMHost esx -State Maintenance',
  `Set-VMHostFirmware -VMHost esx -Restore -SourcePath ${name} -HostCredential (Get-Credential root)`,
)}

Once the host is up: \`Set-VMHost -VMHost esx -State Connected\`.

### Going back

Step 3 with the file in \`before\` as \`-SourcePath\`; of what restore.ps1 has kept, the line that it printed (\`-GoBackTo\`).`
}
