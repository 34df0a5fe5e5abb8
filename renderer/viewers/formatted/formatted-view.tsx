// XML or JSON as it reads well, beside its text: the cursor is in the same element or value in both. What is wrong with the file is told above.
import { Search, WrapText } from 'lucide-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type MountedEditor, mountEditor } from '../../features/editor/mounted-editor'
import { useEditorPreferences } from '../../features/editor/preferences'
import { Strip } from '../../features/editor/strip'
import editorStyles from '../../features/editor/text-editor.module.css'
import { jumpToLine, recallPath, rememberPath } from '../../features/editor/view-places'
import { CommandButton } from '../../state/command-button'
import { shortcutOf } from '../../state/commands'
import { useOfferActions } from '../../state/shown-actions'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import type { ViewerProps } from '../viewer'
import { formattedText as texts } from './text'

const nothing = () => undefined

export function FormattedView({ document, node, address, data, frame, onShow }: ViewerProps<'formatted'>) {
  const { language, problem, text } = data
  const file = JSON.stringify([document, node])
  const { wrap, toggleWrap } = useEditorPreferences()
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<MountedEditor | null>(null)

  const mount = useEffectEvent((element: HTMLElement) => {
    const mounted = mountEditor({
      parent: element,
      text,
      language,
      separator: '\n',
      readOnly: true,
      wrap,
      mixedLineEnds: false,
      label: texts.label(address),
      description: texts.description(shortcutOf('find')),
      place: null,
      selectLine: false,
      onTyped: nothing,
      onBlur: nothing,
      onRefusedInput: nothing,
    })
    const path = recallPath(file)
    if (path !== null) mounted.goToPath(path)
    return mounted
  })
  // A layout effect, because its end comes before the element leaves the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text makes a new editor.
  useLayoutEffect(() => {
    if (!parent.current) return
    const mounted = mount(parent.current)
    editor.current = mounted
    return () => {
      rememberPath(file, mounted.path())
      editor.current = null
      mounted.destroy()
    }
  }, [file, language, text])
  useEffect(() => editor.current?.setWrap(wrap), [wrap])

  const toProblem = (line: number) => {
    jumpToLine(file, line)
    onShow('text')
  }
  useOfferActions({
    find: () => editor.current?.openSearch(),
    goTo: () => editor.current?.goToLine(),
    wrap: toggleWrap,
  })
  const tools = (
    <>
      <CommandButton id="find" kind="quiet" icon={Search} iconOnly className={editorStyles.tool} />
      <CommandButton
        id="wrap"
        kind="quiet"
        icon={WrapText}
        iconOnly
        aria-pressed={wrap}
        className={editorStyles.tool}
      />
    </>
  )
  return frame(
    { chips: [paneText.preview.readOnly, paneText.languages[language]], tools },
    <>
      {problem && (
        <Strip tone="warning" title={texts.problem(problem.line, problem.column)} message={problem.message}>
          <Button label={texts.toProblem} onClick={() => toProblem(problem.line)} />
        </Strip>
      )}
      <div ref={parent} className={editorStyles.editor} />
    </>,
  )
}
