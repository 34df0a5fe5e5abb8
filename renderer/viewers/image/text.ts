// The words of the viewer of pictures.
import { formatCount } from '../../ui/format'

export const imageText = {
  title: 'Picture',
  pixels: (width: number, height: number) => `${formatCount(width)} × ${formatCount(height)} pixels`,
  alt: (kind: string, name: string) => `${kind} picture ${name}`,
  broken: 'This picture cannot be drawn',
  brokenWhy: 'Its header is that of a picture, but what follows is cut off or damaged. Hex shows its bytes.',
} as const
