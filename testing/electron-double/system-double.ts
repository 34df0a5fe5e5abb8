// The double's pictures, screen, theme, shell and store of keys.
import { existsSync } from 'node:fs'
import { after } from './ready'
import { stage } from './stage'
import { type Modelled, strict } from './strict'

export const nativeImage = strict('nativeImage', {
  createFromPath: (path: string) => pictureOf(existsSync(path)),
} satisfies Modelled<typeof Electron.nativeImage>)

/** As in Electron, a file that is not there gives an empty picture and no error. */
function pictureOf(isThere: boolean): object {
  return strict('NativeImage', {
    isEmpty: () => !isThere,
    resize: (_size: unknown) => pictureOf(isThere),
  } satisfies Modelled<Electron.NativeImage>)
}

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: true } satisfies Modelled<Electron.NativeTheme>)

const display = strict('display', {
  label: 'Bench',
  size: { width: 1920, height: 1080 },
  scaleFactor: 1,
  workArea: { x: 0, y: 40, width: 1920, height: 1040 },
} satisfies Modelled<Electron.Display>)

export const screen = strict('screen', {
  getAllDisplays: () => {
    after('screen.getAllDisplays')
    return [display]
  },
  getDisplayMatching: (_bounds: unknown) => {
    after('screen.getDisplayMatching')
    return display
  },
} satisfies Modelled<Electron.Screen>)

export const shell = strict('shell', {
  showItemInFolder: (path: string) => void stage.shown.push(`showItemInFolder: ${path}`),
  openExternal: async (url: string) => {
    if (!URL.canParse(url)) throw new Error('Invalid URL')
    stage.shown.push(`openExternal: ${url}`)
  },
} satisfies Modelled<Electron.Shell>)

/** A store that seals by turning the text around; on Linux it says that a keyring is there. */
export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async () => {
    after('safeStorage.isAsyncEncryptionAvailable')
    return true
  },
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptStringAsync: async (text: string) => Buffer.from(text).reverse(),
  decryptStringAsync: async (sealed: Buffer) => ({
    result: Buffer.from(sealed).reverse().toString(),
    shouldReEncrypt: false,
  }),
} satisfies Modelled<typeof Electron.safeStorage>)
