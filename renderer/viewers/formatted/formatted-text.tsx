// The formatted text in an editor that changes nothing.
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type MountedEditor, mountEditor } from '../../features/editor/mounted-editor'
import editorStyles from '../../features/editor/text-editor.module.css'
import { shortcutOf } from '../../state/commands'
import type { FormattedView } from '../../../shared/viewers/formatted'
import { formattedText as texts } from './text'

export interface FormattedTextProps {
  readonly address: string
  readonly data: FormattedView
  readonly wrap: boolean
  /** Whether the path of the cursor is told below the text. */
  readonly withPath: boolean
  /** The editor on the page, and null before it goes; the same function always. */
  readonly onMounted: (editor: MountedEditor | null) => void
}

const nothing = () => undefined

export function FormattedText({ address, data, wrap, withPath, onMounted }: FormattedTextProps) {
  const { language, text } = data
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<MountedEditor | null>(null)

  const mount = useEffectEvent((element: HTMLElement) =>
    mountEditor({
      parent: element,
      text,
      language,
      separator: '\n',
      readOnly: true,
      wrap,
      withPath,
      mixedLineEnds: false,
      label: texts.label(address),
      description: texts.description(shortcutOf('find')),
      place: null,
      selectLine: false,
      onTyped: nothing,
      onBlur: nothing,
      onRefusedInput: nothing,
    }),
  )
  // A layout effect, because its end comes before the element leaves the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language makes a new editor.
  useLayoutEffect(() => {
    if (!parent.current) return
    const mounted = mount(parent.current)
    editor.current = mounted
    onMounted(mounted)
    return () => {
      onMounted(null)
      editor.current = null
      mounted.destroy()
    }
  }, [language, onMounted])
  useEffect(() => editor.current?.setText(text), [text])
  useEffect(() => editor.current?.setWrap(wrap), [wrap])
  return <div ref={parent} className={editorStyles.editor} />
}
