// The two routes of RESTORE.md (docs/formats.md sections 9 and 11). Nothing about the host's disks is assumed but what is on every boot
// disk: two FAT16 partitions numbered 5 and 6. Where sources disagree, facts are shown and the reader decides.

/** Replacing state.tgz while the host is down, from any Linux. `before` tells the bank the backup came from. */
export function liveLinuxRoute(before: string, after: string): string {
  return `## Route 1: live Linux

1. Boot the host from a Linux stick, open a root shell, go to this folder, and check it:

${block('sha256sum -c SHA256SUMS')}

Every line must end in \`OK\`.

2. Find the two boot banks: FAT16 partitions, numbers 5 and 6 of the boot disk, since 7.0 labelled \`BOOTBANK1\` and \`BOOTBANK2\`.

${block('lsblk -o NAME,SIZE,FSTYPE,LABEL,MOUNTPOINT')}

If one of them has a mount point already, \`umount\` it. Type the path of each, \`/dev/\` included (paste one block, answer, then the next):

${block(`printf 'Partition 5: '; read -r BANK1`)}

${block(`printf 'Partition 6: '; read -r BANK2`)}

3. Look at both banks. Nothing is written yet.

${block(
  'mkdir -p /mnt/bank1 /mnt/bank2',
  'mount -o ro "$BANK1" /mnt/bank1',
  'mount -o ro "$BANK2" /mnt/bank2',
  "grep -H -E '^(updated|bootstate|build)=' /mnt/bank1/boot.cfg /mnt/bank2/boot.cfg",
  "grep -H -o 'state\\.tgz' /mnt/bank1/boot.cfg /mnt/bank2/boot.cfg",
  'ls -l /mnt/bank1/state.tgz /mnt/bank2/state.tgz',
  'sha256sum /mnt/bank1/state.tgz /mnt/bank2/state.tgz',
)}

4. Choose the bank that the host boots. Sources disagree on how to tell: by one, the normal bank has \`bootstate=0\`, one being updated
   has 1, and 3 is retired; by another, it is the bank with the higher \`updated\`. What else helps: the opened file came from the bank
   whose state.tgz has the SHA-256 \`${before}\`.
   The bank's boot.cfg must list \`state.tgz\` (printed by the second \`grep\`); without that the host ignores the file.

${block(`printf 'Bank to write, 1 or 2: '; read -r N`)}

5. Keep the old state, write the new one, read it back:

${block(
  'case "$N" in 1) DEVICE=$BANK1;; 2) DEVICE=$BANK2;; *) DEVICE=;; esac',
  'BANK=/mnt/bank$N; OLD=state.tgz.old-bank$N',
  '{ [ -e "$OLD" ] || cp "$BANK/state.tgz" "$OLD"; } &&',
  '  mount -o remount,rw "$BANK" &&',
  '  cp state.tgz "$BANK/state.new" && sync && mv "$BANK/state.new" "$BANK/state.tgz" && sync &&',
  '  umount "$BANK" && mount -o ro "$DEVICE" "$BANK" &&',
  `  echo "${after}  $BANK/state.tgz" | sha256sum -c -`,
)}

It must end in \`OK\`. If not, do not boot; go back first. Copy \`state.tgz.old-bank…\` to a disk that lasts.

6. Take the stick out and boot the host:

${block('umount /mnt/bank1 /mnt/bank2', 'sync', 'reboot')}

Going back, before step 6 (later, begin again at step 2):

${block('mount -o remount,rw "$BANK" && cp "$OLD" "$BANK/state.tgz" && sync')}`
}

/** What restore.sh does of both routes. Its commands stand in the text: the blocks of this file are pasted one after the other. */
export const scriptRoute = `## By the script

\`restore.sh\` finds the boot banks, shows both, asks, keeps the old state, writes, reads back, and says how to reboot. Use it in the ESXi shell (read
steps 1 and 2 of route 2 first), or in a live Linux after both banks are mounted **for writing** (steps 1 and 2 of route 1, then
\`mount "$BANK1" /mnt/bank1\` and the same for the second one).

- \`sh restore.sh --dry-run\` shows what it would do, \`sh restore.sh\` does it; in a live Linux add \`--look /mnt\` where it finds none.
- It keeps each state that it replaces, on the bank as \`state.old\`, the next one as \`state.o2\` and so on, and in this folder under its checksum. None of
  them is ever written over: \`state.old\` stays what the bank had first.
- \`sh restore.sh --undo\` puts back the one that was kept last, \`--undo --kept state.old\` the first one; the list of banks shows what is kept.

It was tried with dash, bash and busybox on banks made for that, with faults at every write, and not on a host.`

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
  '[ -e state.tgz.old ] && cp state.tgz /bootbank/state.tgz && sync &&',
  `  echo "${after}  /bootbank/state.tgz" | sha256sum -c - &&`,
  '  reboot -f',
)}

If it prints anything but \`OK\`, it does not reboot: put the old one back with \`cp state.tgz.old /bootbank/state.tgz\`. Where the host's
\`sha256sum\` knows no \`-c\`, compare by eye with the table above. These commands were not tried on a host.
`
}

/** Handing the configBundle to the host's own restore; docs/formats.md section 9 says what it demands. */
export function configBundleRoute(name: string): string {
  return `## Route 3: the host's own restore

For a host of the same release and UUID that runs and can be put into maintenance mode. It takes \`${name}\` of this folder, reboots at once, and was
not tried on a host with a bundle made here.

1. In the ESXi shell, with all virtual machines off or elsewhere:

${block('vim-cmd hostsvc/maintenance_mode_enter', `cp ${name} /tmp/configBundle.tgz`)}

2. Check, then restore. The first argument is 0; 1 forces a configBundle of another UUID.

${block('sha256sum -c SHA256SUMS', 'vim-cmd hostsvc/firmware/restore_config 0 /tmp/configBundle.tgz')}

The same from a Windows machine with PowerCLI, where \`esx\` stands for the name of the host:

${fenced('powershell', 'Set-VMHost -VMHost esx -State Maintenance', `Set-VMHostFirmware -VMHost esx -Restore -SourcePath ${name} -HostUser root`)}

Going back is the same with a configBundle from before: make one first with \`vim-cmd hostsvc/firmware/backup_config\`.`
}

/** Writing a whole disk that already has the new state. */
export const diskRoute = `## A prepared disk

Where the boot device is a stick or a card that can be copied: \`bootbank prepare DISK state.tgz --bank N -o ready.img\` writes a copy of its image that
has the new state on bank N and is compared byte by byte. \`--recipe\` gives the lines of \`dd\` that do the same to the stick itself.`

function block(...lines: readonly string[]): string {
  return fenced('sh', ...lines)
}

function fenced(language: string, ...lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n')
}
