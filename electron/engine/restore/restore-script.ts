// restore.sh: puts the state of a bundle onto a boot bank. Plain POSIX shell of what busybox on ESXi and any live Linux have: cp, mv, sync, sed,
// grep, cut, sha256sum. Names on the bank are 8.3, as FAT has them. At every moment the bank has a whole state.tgz: what is new is written
// beside it, read back, and renamed. What was there first is never written over, however many bundles a bank gets: state.old is the first
// state that was replaced, state.o2 the next. Trap one: FAT shows short names in small letters or in capitals, by who mounts it and how, so that
// every name on a bank is looked up (on_bank) and never written out. Trap two: the text stands in a template, so it must not have a
// dollar sign before a brace, or a backtick.

export const SCRIPT_NAME = 'restore.sh'

/** The script for a state.tgz of this SHA-256 (hex), which was made of one of SHA-256 `from`. */
export function restoreScript(sha256: string, from: string): string {
  return script.replace('@SHA256@', sha256).replace('@FROM@', from)
}

const script = String.raw`#!/bin/sh
# Puts the state.tgz beside this script onto a boot bank of an ESXi host: in the ESXi shell, or in a live Linux with the banks mounted.
# Nothing is written before it has been shown and agreed to. Made by Bootbank; not tried on a host by its authors.
#
#   sh restore.sh                 shows the banks and asks which one to write
#   sh restore.sh --dry-run       shows what it would do
#   sh restore.sh --undo          puts back the state that was kept last; --kept NAME another one that was kept
#   --bank N | --bank PATH        the bank, instead of asking; --yes: without a question, the bank that boots
#   --look DIR                    looks for banks in DIR and the folders in it, such as /mnt

SUM=@SHA256@
# The state that was opened.
FROM=@FROM@
HERE=$(cd "$(dirname "$0")" && pwd -P) || exit 2
NEW=$HERE/state.tgz
LOG=$HERE/restore.log
DRY=
UNDO=
YES=
PICK=
KEPT=
LOOK=
BANKS=

say() {
  printf '%s\n' "$*"
  printf '%s %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" 2>/dev/null >>"$LOG" || :
}

die() {
  say "Stopped: $*"
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) DRY=1 ;;
    --undo) UNDO=1 ;;
    --yes) YES=1 ;;
    --bank)
      [ $# -gt 1 ] || die "--bank needs a number or a path."
      shift
      PICK=$1
      ;;
    --kept)
      [ $# -gt 1 ] || die "--kept needs the name of a kept state, such as state.old."
      shift
      KEPT=$1
      ;;
    --look)
      [ $# -gt 1 ] || die "--look needs a folder."
      shift
      LOOK=$1
      ;;
    -h | --help)
      sed -n 's/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "$1 is not known. sh restore.sh --help tells what is." ;;
  esac
  shift
done

# States that were replaced, the first one first.
KEPT_NAMES='state.old state.o2 state.o3 state.o4 state.o5 state.o6 state.o7 state.o8 state.o9'
# The same of boot.cfg.
KEPT_CFGS='boot.old boot.o2 boot.o3 boot.o4 boot.o5 boot.o6 boot.o7 boot.o8 boot.o9'

sum_of() {
  sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1
}

# The path of file NAME on bank DIR. FAT shows its names in small letters or in capitals: the one that is there, small letters first.
on_bank() {
  shown=
  # shellcheck disable=SC2010 # Names that FAT can hold have no line ends, and busybox may have no find -iname.
  [ -e "$1/$2" ] || shown=$(ls "$1" 2>/dev/null | grep -ixF "$2" | head -n 1)
  [ -n "$shown" ] || shown=$2
  printf '%s\n' "$1/$shown"
}

# A folder with the boot.cfg of a bank, known by what is in it.
is_bank() {
  cfg=$(on_bank "$1" boot.cfg)
  [ -f "$cfg" ] || return 1
  for key in bootstate updated modules; do
    grep -q "^$key=" "$cfg" || return 1
  done
}

field() {
  sed -n "s/^$2=//p" "$(on_bank "$1" boot.cfg)" | head -n 1 | tr -d '\r'
}

number() {
  case $1 in
    '' | *[!0-9]*) echo 0 ;;
    *) echo "$1" ;;
  esac
}

add() {
  is_bank "$1" || return 0
  real=$(cd "$1" && pwd -P) || return 0
  # One bank is often there under several names.
  printf '%s\n' "$BANKS" | grep -qxF "$real" && return 0
  if [ -z "$BANKS" ]; then
    BANKS=$real
  else
    BANKS="$BANKS
$real"
  fi
}

if [ -n "$LOOK" ]; then
  [ -d "$LOOK" ] || die "There is no folder $LOOK."
  add "$LOOK"
  for folder in "$LOOK"/*; do add "$folder"; done
else
  for folder in /bootbank /altbootbank /vmfs/volumes/*; do add "$folder"; done
  if [ -r /proc/mounts ]; then
    while read -r _ folder type _; do
      case $type in vfat | msdos) add "$folder" ;; esac
    done </proc/mounts
  fi
fi
if [ -z "$BANKS" ]; then
  # What could be one: a live Linux mounts nothing by itself.
  blkid 2>/dev/null | grep -E 'TYPE="(vfat|msdos)"' | while read -r line; do say "A FAT partition: $line"; done
fi
[ -n "$BANKS" ] || die "No boot bank was found. In a live Linux mount both banks first (RESTORE.md says how), then: sh restore.sh --look /mnt"

if [ -z "$UNDO" ]; then
  [ -s "$NEW" ] || die "$NEW is missing or empty."
  [ "$(sum_of "$NEW")" = "$SUM" ] || die "$NEW is not the state that this script was made for: copy the whole folder again."
fi

# The bank that boots: not retired (3), and the one that was updated last.
count=0
known=
best=0
most=-1
while read -r bank; do
  count=$((count + 1))
  updated=$(number "$(field "$bank" updated)")
  bootstate=$(field "$bank" bootstate)
  printf '%s: %s\n' "$count" "$bank"
  printf '   build %s, updated %s, bootstate %s\n' "$(field "$bank" build)" "$updated" "$bootstate"
  there=$(on_bank "$bank" state.tgz)
  if [ -f "$there" ]; then
    sum=$(sum_of "$there")
    printf '   state.tgz %s bytes, SHA-256 %s\n' "$(wc -c <"$there" | tr -d ' ')" "$sum"
    case $sum in
      "$FROM")
        known=1
        echo '   It is the state that this bundle was made of.'
        ;;
      "$SUM")
        known=1
        echo '   It is the state of this bundle already.'
        ;;
    esac
  else
    printf '   no state.tgz\n'
  fi
  for name in $KEPT_NAMES; do
    kept=$(on_bank "$bank" "$name")
    [ -f "$kept" ] && printf '   %s %s bytes, SHA-256 %s\n' "$name" "$(wc -c <"$kept" | tr -d ' ')" "$(sum_of "$kept")"
  done
  if [ "$bootstate" != 3 ] && [ "$updated" -gt "$most" ]; then
    best=$count
    most=$updated
  fi
done <<END
$BANKS
END

[ -n "$known" ] || say "No bank has the state that this bundle was made of ($FROM): the host has saved since, or this is another host. Compare with RESTORE.md."

if [ -z "$PICK" ]; then
  if [ -n "$YES" ] || [ -n "$DRY" ]; then
    [ "$best" -gt 0 ] || die "All banks are retired. Name one with --bank."
    PICK=$best
  else
    printf 'Bank to write (%s boots, as far as its boot.cfg tells; empty to stop): ' "$best"
    read -r PICK || PICK=
    [ -n "$PICK" ] || die "No bank was chosen. Nothing was written."
  fi
fi

BANK=
at=0
while read -r bank; do
  at=$((at + 1))
  if [ "$PICK" = "$at" ] || [ "$PICK" = "$bank" ]; then BANK=$bank; fi
done <<END
$BANKS
END
if [ -z "$BANK" ] && [ -d "$PICK" ]; then
  real=$(cd "$PICK" && pwd -P)
  printf '%s\n' "$BANKS" | grep -qxF "$real" && BANK=$real
fi
[ -n "$BANK" ] || die "$PICK is not one of these banks."

# SOURCE and its SHA-256 to the file at PATH: beside it, read back, renamed, read again.
put() {
  beside=$(on_bank "$BANK" "$(basename "$3" | sed 's/\.[^.]*$//').new")
  rm -f "$beside"
  if cp "$1" "$beside" && sync && [ "$(sum_of "$beside")" = "$2" ]; then
    mv -f "$beside" "$3" && sync && [ "$(sum_of "$3")" = "$2" ]
  else
    rm -f "$beside"
    return 1
  fi
}

# The first of NAMES under which the bank has a file of this SHA-256; nothing where it has none.
kept_as() {
  for name in $2; do
    seen=$(on_bank "$BANK" "$name")
    if [ -f "$seen" ] && [ "$(sum_of "$seen")" = "$1" ]; then
      echo "$name"
      return
    fi
  done
}

# The first of NAMES that the bank does not have.
free_name() {
  for name in $1; do
    if [ ! -e "$(on_bank "$BANK" "$name")" ]; then
      echo "$name"
      return
    fi
  done
}

# Keeps FILE of SHA-256 under the first of NAMES that is free. What is kept already stays.
keep() {
  [ -z "$(kept_as "$2" "$3")" ] || return 0
  free=$(free_name "$3")
  if [ -z "$free" ]; then
    say "$BANK has kept nine of these already: move some away of $3."
    return 1
  fi
  put "$1" "$2" "$(on_bank "$BANK" "$free")" || return 1
  say "Kept $(basename "$1") as $free on the bank."
}

# Keeps the state.tgz of the bank, of this SHA-256, there and in this folder.
keep_state() {
  keep "$STATE" "$1" "$KEPT_NAMES" || die "The old state could not be kept on $BANK (no room, or read-only?). Nothing was changed."
  copy=$HERE/state-$(printf '%s' "$1" | cut -c 1-16).old
  [ "$(sum_of "$copy")" = "$1" ] || cp "$STATE" "$copy" 2>/dev/null
  [ "$(sum_of "$copy")" = "$1" ] || say "There was no room for a copy of the old state in $HERE."
}

agreed() {
  [ -z "$YES" ] || return 0
  printf 'Type yes to write: '
  read -r answer || answer=
  [ "$answer" = yes ] || die "Nothing was written."
}

lists_state() {
  grep '^modules=' "$1" | tr -d '\r' | sed 's/^modules=//; s/ --- /\n/g' | grep -qix 'state\.tgz *'
}

# boot.cfg FILE with state.tgz as its last module.
with_state() {
  tr -d '\r' <"$1" | sed 's/^\(modules=.*[^ ]\) *$/\1 --- state.tgz/'
}

how_to_reboot() {
  if [ -d /vmfs/volumes ]; then
    say "Reboot at once with: reboot -f   (a normal reboot, and an hourly job, save the running state over this one)"
  else
    say "Unmount the banks, take the stick out and boot the host."
  fi
}

STATE=$(on_bank "$BANK" state.tgz)
CFG=$(on_bank "$BANK" boot.cfg)
old=
[ -f "$STATE" ] && old=$(sum_of "$STATE")

if [ -n "$UNDO" ]; then
  # The one that is named, or the last one that was kept and is not there already.
  back=
  for name in $KEPT_NAMES; do
    kept=$(on_bank "$BANK" "$name")
    [ -s "$kept" ] || continue
    if [ -n "$KEPT" ]; then
      [ "$name" = "$KEPT" ] && back=$name
    elif [ "$(sum_of "$kept")" != "$old" ]; then
      back=$name
    fi
  done
  # An undo that was interrupted has put the state back already.
  if [ -z "$back" ] && [ -z "$KEPT" ] && [ -n "$old" ]; then back=$(kept_as "$old" "$KEPT_NAMES"); fi
  [ -n "$back" ] || die "$BANK has no kept state that could be put back."
  kept=$(on_bank "$BANK" "$back")
  was=$(sum_of "$kept")
  say "Puts back $back ($was) as state.tgz on $BANK."
  # Only where nothing else has changed boot.cfg: after an upgrade the old one would not boot.
  cfg_back=
  if [ "$back" = state.old ]; then
    for name in $KEPT_CFGS; do
      seen=$(on_bank "$BANK" "$name")
      [ -s "$seen" ] && [ "$(with_state "$seen" | sha256sum | cut -d ' ' -f 1)" = "$(sum_of "$CFG")" ] && cfg_back=$seen
    done
  fi
  [ -z "$cfg_back" ] || say "Puts back boot.cfg as it was before state.tgz was added to its modules."
  if [ -n "$DRY" ]; then
    say "This was a dry run: nothing was written."
    exit 0
  fi
  agreed
  # What the host has saved since is no less worth keeping.
  if [ -n "$old" ] && [ "$old" != "$SUM" ] && [ "$old" != "$was" ]; then keep_state "$old"; fi
  if [ "$old" != "$was" ]; then
    put "$kept" "$was" "$STATE" || die "$back could not be put back. $BANK still has the state.tgz that it had."
  fi
  if [ -n "$cfg_back" ]; then
    put "$cfg_back" "$(sum_of "$cfg_back")" "$CFG" || die "boot.cfg could not be put back. The state is back."
    rm -f "$cfg_back"
  fi
  say "Done: $back is back."
  how_to_reboot
  exit 0
fi

say "Writes $SUM as state.tgz on $BANK."
[ -n "$old" ] && [ "$old" != "$SUM" ] && say "Keeps the one that is there ($old) on the bank, and in this folder where it has room."
made=
if ! lists_state "$CFG"; then
  say "Adds state.tgz to the modules of boot.cfg, which does not list it: a host ignores the file without that. Keeps the one that is there."
  # Before anything is written. This folder may be on a disk that cannot be written.
  for made in "$HERE/boot.made" /tmp/boot.made; do
    with_state "$CFG" 2>/dev/null >"$made" && break
  done 2>/dev/null
  lists_state "$made" || die "boot.cfg of $BANK has modules that are not understood: add state.tgz to modules= by hand first. Nothing was written."
fi
if [ -n "$DRY" ]; then
  [ -z "$made" ] || rm -f "$made"
  say "This was a dry run: nothing was written."
  exit 0
fi
agreed

if [ "$old" != "$SUM" ]; then
  if [ -n "$old" ]; then keep_state "$old"; fi
  put "$NEW" "$SUM" "$STATE" || die "The new state could not be written to $BANK (no room, or read-only?). The old state.tgz is still there."
fi
if [ -n "$made" ]; then
  keep "$CFG" "$(sum_of "$CFG")" "$KEPT_CFGS" || die "boot.cfg could not be kept. state.tgz is written; run this again, or add it to modules= by hand."
  put "$made" "$(sum_of "$made")" "$CFG" || die "boot.cfg could not be written. state.tgz is written; run this again, or add it to modules= by hand."
  rm -f "$made"
fi
[ "$(sum_of "$STATE")" = "$SUM" ] || die "What was read back is not what was written. Run: sh restore.sh --undo"
say "Done: read back and the same. To go back: sh restore.sh --undo"
how_to_reboot
`
