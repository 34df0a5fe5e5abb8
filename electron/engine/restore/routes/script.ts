// The way by restore.sh.

/** What restore.sh does of both routes. Its commands stand in the text: the blocks of this file are pasted one after the other. */
export const scriptRoute = `## By the script

\`restore.sh\` finds the boot banks, shows both and which of them has the state that was opened, asks, keeps the old state, writes, reads back, and says how to reboot. Use it in the ESXi shell (read
steps 1 and 2 of route 2 first), or in a live Linux after both banks are mounted **for writing** (steps 1 and 2 of route 1, then
\`mkdir -p /mnt/bank1 /mnt/bank2\`, \`mount "$BANK1" /mnt/bank1\` and \`mount "$BANK2" /mnt/bank2\`).

- \`sh restore.sh --dry-run\` shows what it would do, \`sh restore.sh\` does it; in a live Linux add \`--look /mnt\` where it finds none.
- It keeps each state that it replaces, on the bank as \`state.old\`, the next one as \`state.o2\` and so on, and in this folder under its checksum. None of
  them is ever written over: \`state.old\` stays what the bank had first.

It was tried with dash, bash and busybox on banks made for that, with faults at every write, and not on a host.

### Going back

\`sh restore.sh --undo\` puts back the state that was kept last, \`--undo --kept state.old\` the first one; the list of banks shows what is kept.`
