// Everything the help on the keyboard shows, group by group: each command of the shared table, and the keys that parts of the
// window handle by themselves, from the lists beside their handlers.
import type { Chord } from '../../../shared/commands/chord'
import { type CommandCategory, commandTable } from '../../../shared/commands/commands'
import { closeWindowKey, fullScreenKey, newWindowKey, zoomKeys } from '../../../shared/commands/window-keys'
import { allCommands, chordsHere } from '../../state/commands'
import { isMac, useSession } from '../../state/session'
import type { KeyHelp } from '../../ui/key-help'
import { menuKeys } from '../../ui/menu'
import { text } from '../../ui/text'
import { settingsText } from '../../ui/text-settings'
import { changesKeys } from '../changes/changes-keys'
import { editorKeys } from '../editor/editor-keys'
import { confKeysHelp } from '../../viewers/conf-keys/conf-keys-help'
import { confKeysText } from '../../viewers/conf-keys/text'
import { hexKeys } from '../../viewers/hex/move-cursor'
import { longTextKeys } from '../../viewers/long-text/move-row'
import { longTextText } from '../../viewers/long-text/text'
import { tablesHelp } from '../../viewers/tables/tables-help'
import { tablesText } from '../../viewers/tables/text'
import { tabKeys } from '../../ui/tab-keys'
import { settingsKeys } from '../settings/settings-keys'
import { chooseKeys, pasteKeys } from '../tree/choose-keys'
import { treeKeys } from '../../ui/tree-keys'
import { rowMenuKeys } from '../../ui/row-menu-key'
import { typeAheadKeys } from '../../ui/type-ahead'

export interface KeyGroup {
  readonly title: string
  readonly rows: readonly KeyHelp[]
}

/** The groups for this host: commands first. */
export function keyGroups(): readonly KeyGroup[] {
  const { groups } = text.help
  const categories = Object.keys(text.categories) as CommandCategory[]
  return [
    ...categories.map(category => ({ title: text.categories[category], rows: commandRows(category) })),
    {
      title: groups.tree,
      rows: [...treeKeys, ...chooseKeys, ...pasteKeys, ...typeAheadKeys, ...rowMenuKeys, ...tabKeys],
    },
    { title: groups.changes, rows: [...changesKeys, ...rowMenuKeys] },
    { title: settingsText.title, rows: [...settingsKeys, ...treeKeys, ...typeAheadKeys] },
    { title: confKeysText.tree, rows: [...confKeysHelp, ...treeKeys, ...typeAheadKeys, ...rowMenuKeys] },
    { title: tablesText.title, rows: tablesHelp },
    { title: groups.editor, rows: editorKeys },
    { title: longTextText.help.title, rows: longTextKeys },
    { title: groups.hex, rows: hexKeys },
    { title: groups.menu, rows: menuKeys },
    ...(useSession.getState().facts?.host === 'electron' ? [{ title: groups.window, rows: windowRows(isMac()) }] : []),
  ]
}

function commandRows(category: CommandCategory): readonly KeyHelp[] {
  return allCommands()
    .filter(command => command.category === category)
    .map(({ id, title }) => {
      const places = commandTable[id].places?.map(place => text.help.groups[place].toLowerCase())
      return { chords: chordsHere(id), does: places ? text.help.inPlace(title, places) : title }
    })
}

function windowRows(mac: boolean): readonly KeyHelp[] {
  const row = (does: string, ...chords: readonly Chord[]) => ({ chords, does })
  return [
    row(text.keys.newWindow, newWindowKey),
    row(text.keys.closeWindow, closeWindowKey(mac)),
    row(text.keys.zoom, ...zoomKeys),
    row(text.keys.fullScreen, fullScreenKey(mac)),
  ]
}
