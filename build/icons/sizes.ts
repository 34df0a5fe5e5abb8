// Which icons there are.

/** Sides of the PNGs, pixels: what the hicolor theme of Linux desktops knows. */
export const pngSizes: readonly number[] = [16, 24, 32, 48, 64, 96, 128, 256, 512]

/** Sides of the pictures in the icon for Windows, pixels. */
export const icoSizes: readonly number[] = [16, 24, 32, 48, 64, 128, 256]
