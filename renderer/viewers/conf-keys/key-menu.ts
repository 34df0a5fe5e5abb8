import { Copy, FileText } from 'lucide-react'
import { commandTitles } from '../../../shared/commands/titles'
import { openMenu } from '../../ui/menu'
import type { KeyCopies } from './key-copies'
import { confKeysText as texts } from './text'

/** Opens the menu of a row at a place of the window, in pixels. */
export function openKeyMenu(
  label: string,
  copies: KeyCopies,
  showText: () => void,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const item = (id: keyof KeyCopies, title: string) => ({
    id,
    title,
    icon: Copy,
    enabled: copies[id] !== undefined,
    run: () => copies[id]?.(),
  })
  openMenu({
    label: texts.actions(label),
    items: [
      { id: 'text', title: commandTitles.showText, icon: FileText, run: showText },
      { ...item('key', texts.copyKey), separated: true },
      item('value', texts.copyValue),
      item('line', texts.copyLine),
    ],
    x,
    y,
  })
}
