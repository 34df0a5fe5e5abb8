// The route over the ESXi shell of the running host.
import { block } from './blocks'

/** Replacing state.tgz under the running host, which would write its own over it at a normal reboot. */
export function shellRoute(after: string): string {
  return `## Route 2: ESXi shell

1. Shut down or move away all virtual machines: the reboot below does not wait for them.

2. Copy this folder onto a datastore (\`/vmfs/volumes/…\`; \`/tmp\` is gone after a reboot), go to it in the ESXi shell, and check:

${block('sha256sum -c SHA256SUMS', "grep -o 'state\\.tgz' /bootbank/boot.cfg")}

Every file \`OK\`, and \`state.tgz\` printed: \`modules=\` in boot.cfg lists it. Without that the host ignores the file.

3. Keep the old state:

${block('[ -e state.tgz.old ] || cp /bootbank/state.tgz state.tgz.old', 'ls -l state.tgz.old /bootbank/state.tgz')}

4. Replace it and reboot **at once**, as one block. \`reboot -f\` is on purpose: a normal shutdown or reboot, and an hourly job, write the
   running configuration over the new file.

${block(
  '[ -e state.tgz.old ] && cp state.tgz /bootbank/state.new && sync &&',
  '  mv /bootbank/state.new /bootbank/state.tgz && sync &&',
  `  echo "${after}  /bootbank/state.tgz" | sha256sum -c - &&`,
  '  reboot -f',
)}

If it prints anything but \`OK\`, it does not reboot: put the old one back with \`cp state.tgz.old /bootbank/state.tgz\`. Where the host's
\`sha256sum\` knows no \`-c\`, compare by eye with the table above. These commands were not tried on a host.

### Going back

The same with the old one, from this folder, as one block:

${block(
  '[ -s state.tgz.old ] && cp state.tgz.old /bootbank/state.new && sync &&',
  '  mv /bootbank/state.new /bootbank/state.tgz && sync &&',
  '  cmp state.tgz.old /bootbank/state.tgz && reboot -f',
)}`
}
