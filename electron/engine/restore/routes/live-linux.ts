// The route over a live Linux. Nothing about the host's disks is assumed but what is on every boot disk: two FAT16 partitions numbered 5 and
// 6. Where sources disagree, facts are shown and the reader decides.
import { block } from './blocks'

/** Replacing state.tgz while the host is down, from any Linux. `before` tells the bank the backup came from. */
export function liveLinuxRoute(before: string, after: string, release: string | null): string {
  return `## Route 1: live Linux

1. Boot the host from a Linux stick, open a root shell, go to this folder, and check it:

${block('sha256sum -c SHA256SUMS')}

Every line must end in \`OK\`.

2. Find the two boot banks: FAT16 partitions, numbers 5 and 6 of the boot disk${labels(release)}.

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

### Going back

Before step 6 (later, do steps 2 to 4 again first, in this folder, and choose the same bank):

${block(
  'BANK=/mnt/bank$N; OLD=state.tgz.old-bank$N',
  '[ -s "$OLD" ] && mount -o remount,rw "$BANK" &&',
  '  cp "$OLD" "$BANK/state.new" && sync && mv "$BANK/state.new" "$BANK/state.tgz" && sync &&',
  '  cmp "$OLD" "$BANK/state.tgz" && echo The old state is back.',
)}`
}

/** What the release calls its banks (docs/formats.md section 9). */
function labels(release: string | null): string {
  const major = /^\D*(\d+)\./.exec(release ?? '')?.[1]
  if (major === undefined) return ', since 7.0 labelled `BOOTBANK1` and `BOOTBANK2`'
  return Number(major) < 7
    ? ', without a label in this release'
    : ', labelled `BOOTBANK1` and `BOOTBANK2` in this release'
}
