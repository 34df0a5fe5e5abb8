// A picture as the window shows it.

export type ImageKind = 'PNG' | 'GIF' | 'JPEG' | 'BMP' | 'ICO'

export interface ImageView {
  readonly kind: ImageKind
  /** Pixels, as its header says; of an ICO those of its largest picture. */
  readonly width: number
  readonly height: number
  /** The whole of it as a `data:` address: what the page may draw without a way to any file. */
  readonly source: string
}
