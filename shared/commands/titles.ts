// The part of the catalogue of texts that window and native menu share, ready for translation: titles of commands and the names
// of their categories. The rest of the window's texts is in renderer/ui/text.ts.
import { type CommandCategory, type CommandId, commandIds, commandTable } from './commands'

/** Title of each command. */
export const commandTitles = Object.fromEntries(commandIds.map(id => [id, commandTable[id].title])) as Readonly<
  Record<CommandId, string>
>

/** Name of each category, as a menu or a heading. */
export const categoryTitles: Readonly<Record<CommandCategory, string>> = {
  file: 'File',
  edit: 'Edit',
  entry: 'Entry',
  change: 'Change',
  view: 'View',
  theme: 'Theme',
  go: 'Go',
  help: 'Help',
}
