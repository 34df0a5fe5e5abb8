// The double's menus, and the keys that reach them. A press goes to the page first, on every platform. What the page does not take
// goes to the menu, where Windows and Linux know only accelerators that were registered, macOS all of them.
import { after } from './ready'
import { stage } from './stage'
import { type Modelled, strict } from './strict'

export interface MenuItem {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly enabled?: boolean
  readonly submenu?: readonly MenuItem[]
  readonly click?: () => void
}

const members: readonly string[] = [
  'id',
  'label',
  'role',
  'type',
  'accelerator',
  'registerAccelerator',
  'enabled',
  'submenu',
  'click',
] satisfies readonly (keyof Electron.MenuItemConstructorOptions)[]

/** The accelerators that roles bring along, in lib/browser/api/menu-item-roles.ts of Electron; null for a role without one. */
const ofRoles: Readonly<Record<string, string | null>> = {
  close: 'CommandOrControl+W',
  copy: 'CommandOrControl+C',
  cut: 'CommandOrControl+X',
  minimize: 'CommandOrControl+M',
  paste: 'CommandOrControl+V',
  quit: 'CommandOrControl+Q',
  resetZoom: 'CommandOrControl+0',
  selectAll: 'CommandOrControl+A',
  toggleDevTools: 'CommandOrControl+Shift+I',
  togglefullscreen: 'F11',
  zoomIn: 'CommandOrControl+Plus',
  zoomOut: 'CommandOrControl+-',
  appMenu: null,
  windowMenu: null,
  help: null,
  recentDocuments: null,
  clearRecentDocuments: null,
}

const key = /^((Control|CommandOrControl|Alt|Shift)\+)*([A-Z0-9-]|F\d\d?|Plus|Space|Up|Down|Delete|Backspace)$/

export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItem[]) => {
    for (const item of allItems(template)) check(item)
    return template
  },
  setApplicationMenu: (menu: unknown) => {
    after('Menu.setApplicationMenu')
    stage.menu = menu
  },
} satisfies Modelled<typeof Electron.Menu>)

function check(item: MenuItem): void {
  const what = JSON.stringify(item)
  for (const member of Object.keys(item)) {
    if (!members.includes(member))
      throw new Error(`electron double: ${member} of the menu item ${what} is not modelled`)
  }
  if (item.role !== undefined && !(item.role in ofRoles))
    throw new Error(`electron double: the role of ${what} is not modelled`)
  if (item.label === undefined && item.role === undefined && item.type !== 'separator') {
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
  }
  const does = item.role ?? item.submenu ?? item.click ?? item.type
  if (does === undefined && item.enabled !== false) throw new Error(`electron double: ${what} does nothing`)
  if (item.accelerator !== undefined && !key.test(item.accelerator)) {
    throw new Error(`electron double: ${what} has no valid accelerator`)
  }
}

/** The items of a menu and all below it. */
export function allItems(menu: readonly MenuItem[]): readonly MenuItem[] {
  return menu.flatMap(item => [item, ...allItems(item.submenu ?? [])])
}

/** The items of the menu that is set. */
export function itemsNow(): readonly MenuItem[] {
  return Array.isArray(stage.menu) ? allItems(stage.menu) : []
}

/** What an item shows as its keys. */
export function acceleratorShown({ accelerator, role }: MenuItem): string | null {
  return accelerator ?? (role === undefined ? null : (ofRoles[role] ?? null))
}

/** Chooses an item with the mouse. */
export function choose(id: string): void {
  const item = itemsNow().find(candidate => candidate.id === id)
  if (item?.click === undefined) throw new Error(`the menu has no item ${id}`)
  item.click()
}

/** Presses keys that the page leaves to the menu; gives the items that they choose. */
export function pressInMenu(accelerator: string): readonly MenuItem[] {
  const live = itemsNow().filter(
    item =>
      acceleratorShown(item) === accelerator && (process.platform === 'darwin' || item.registerAccelerator !== false),
  )
  for (const item of live) item.click?.()
  return live
}
