// Observations about the entries of the host's archive and the texts in them.
import { fileWith } from '../../../shared/secrets/secret'
import { replaceSpans, secretSpans } from '../../../shared/secrets/spans'
import { plain } from '../document/plain-name'
import type { Entry } from '../document/entry'
import type { HostView } from '../facts/host-view'
import { keptFiles } from '../atlas/kept-files'
import { rolesIn } from '../atlas/role'
import { secretNamesOf } from '../secrets/schema-names'
import type { ObservationRule, Observed } from './observation'

function entriesOf({ document }: HostView): readonly Entry[] {
  return document.chain().at(-1)?.entries() ?? []
}

/** Packages that bring schemas with every ESXi since 7.0: esx-base, esx-update, vsan, vsanhealth and their like. */
const ofRelease = /^(?:esx-|vsan|vmware-|loadesx)/

const at = (entry: Entry, message: string): Observed => ({ message, place: { address: entry.address } })

/** Lines of a text that do something: no remark, not blank, none of `stock`. Secrets in them are hidden. */
function actingLines(host: HostView, paths: readonly string[], stock: RegExp): readonly Observed[] {
  const names = secretNamesOf(host.settings)
  return paths.flatMap(path => {
    const file = host.file(path)
    const of = fileWith([path], names)
    return (file?.lines ?? []).flatMap((line, index) => {
      const words = line.trim()
      if (words === '' || words.startsWith('#') || stock.test(words)) return []
      const shown = replaceSpans(words, secretSpans(words, of), () => '***')
      return [{ message: `${path}: ${shown.slice(0, 200)}`, place: file?.place(index + 1) ?? null }]
    })
  })
}

export const fileRules: readonly ObservationRule[] = [
  {
    id: 'twins',
    title: 'Pristine twins of edited files',
    reason: 'A file .#name is the version before somebody edited name on the running host.',
    run: host =>
      entriesOf(host)
        .filter(({ name }) => /(?:^|\/)\.#[^/]+$/.test(name))
        .map(entry => at(entry, `${plain(entry.name)} is the version before an edit.`)),
  },
  {
    id: 'owners',
    title: 'Owners other than root',
    reason: 'The host writes its files as root; another owner tells that a file came from elsewhere.',
    run: host =>
      entriesOf(host)
        .filter(({ uid, gid }) => uid !== 0 || gid !== 0)
        .map(entry => at(entry, `${plain(entry.name)} belongs to ${entry.uid}:${entry.gid}.`)),
  },
  {
    id: 'modes',
    title: 'Set-id and world-writable files',
    reason: 'Such a file gives the rights of another account, or lets every account change it.',
    run: host =>
      entriesOf(host)
        .filter(({ kind, mode }) => kind === 'file' && ((mode & 0o6000) !== 0 || (mode & 0o002) !== 0))
        .map(entry => at(entry, `${plain(entry.name)} has the mode 0${entry.mode.toString(8)}.`)),
  },
  {
    id: 'start-scripts',
    title: 'Commands at start',
    reason: 'What stands in local.sh and rc.local.d beside the stock text runs as root at every start.',
    run: host =>
      actingLines(host, [...host.pathsBelow('etc/rc.local.d/'), 'etc/rc.local'], /^(?:exit 0|#!.*|local daemonize.*)$/),
  },
  {
    id: 'cron',
    title: 'Timed commands',
    reason: 'A line of a crontab beside the stock ones runs on its own, as root.',
    run: host =>
      actingLines(
        host,
        host.pathsBelow('var/spool/cron/crontabs/'),
        /\/sbin\/(?:tmpwatch\.py|auto-backup\.sh)|\/usr\/lib\/vmware\/vmksummary\/|\/etc\/init\.d\/|\/bin\/(?:pam_tally2|crx-cli)/,
      ),
  },
  {
    id: 'packages',
    title: 'Settings of packages beside the release',
    reason: 'A package that is not part of the release keeps settings here: of a vendor, or of somebody else.',
    run: host => {
      const rows = [...host.settings.schemas.all()].filter(({ vib }) => vib !== '' && !ofRelease.test(vib))
      return [...new Set(rows.map(({ vib }) => vib))].flatMap(vib => {
        const own = rows.filter(row => row.vib === vib)
        const [first] = own
        return first ? [{ message: `${vib} brings ${own.length} of its own.`, place: first.place }] : []
      })
    },
  },
  {
    id: 'unknown-files',
    title: 'Files that the release does not know',
    reason: 'They are not on the list of files that this release keeps, so a person or another program put them there.',
    // Before 7.0 a backup carries no such list, and that of 4.x does not hold for what came after it.
    run: host =>
      keptFiles(host.settings).size === 0
        ? []
        : rolesIn(host.document, host.settings)
            .filter(({ facts }) => facts.role === 'unknown')
            .map(({ entry }) => at(entry, `${plain(entry.name)} is not known to this release.`)),
  },
]
