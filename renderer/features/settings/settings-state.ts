// What the settings browser was left at, so that a look into a file and back loses nothing. It is that of one document.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import type { SettingFlag } from '../../../shared/model/settings'
import { isFiltering, type SettingFilter } from './rows'

export interface ShownSetting {
  /** Path of the entry. */
  readonly entry: string
  /** Path of the setting in it that was chosen; null for the entry itself. */
  readonly setting: string | null
}

interface SettingsState {
  readonly document: DocumentId | null
  readonly filter: SettingFilter
  /** Rows that are not folded as they are by themselves. */
  readonly toggled: ReadonlySet<string>
  /** Id of the row that the keys are at; null for the first. */
  readonly focused: string | null
  /** Whose detail is open. */
  readonly shown: ShownSetting | null
}

const fresh = {
  filter: { text: '', flags: [] },
  toggled: new Set<string>(),
  focused: null,
  shown: null,
} as const satisfies Omit<SettingsState, 'document'>

export const useSettings = create<SettingsState>(() => ({ document: null, ...fresh }))

/** Starts over, unless it is about this document already. */
export function beginSettings(document: DocumentId): void {
  if (useSettings.getState().document !== document) useSettings.setState({ document, ...fresh })
}

/** Lists the settings that match a text. */
export function filterText(typed: string): void {
  setFilter({ ...useSettings.getState().filter, text: typed })
}

/** Asks for a flag, or does not any more. */
export function toggleFlag(flag: SettingFlag): void {
  const { filter } = useSettings.getState()
  const flags = filter.flags.includes(flag) ? filter.flags.filter(one => one !== flag) : [...filter.flags, flag]
  setFilter({ ...filter, flags })
}

/** Lists all settings. */
export function clearFilter(): void {
  setFilter(fresh.filter)
}

/** Unfolds a row, or folds it. */
export function toggleRow(id: string): void {
  const toggled = new Set(useSettings.getState().toggled)
  if (!toggled.delete(id)) toggled.add(id)
  useSettings.setState({ toggled })
}

/** Gives a row the focus. */
export function focusSetting(id: string): void {
  useSettings.setState({ focused: id })
}

/** Opens the detail of a setting, or closes it. */
export function showSetting(shown: ShownSetting | null): void {
  useSettings.setState({ shown })
}

function setFilter(filter: SettingFilter): void {
  const { filter: last, toggled } = useSettings.getState()
  useSettings.setState({ filter, toggled: isFiltering(filter) === isFiltering(last) ? toggled : fresh.toggled })
}
