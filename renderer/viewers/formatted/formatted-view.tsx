// XML or JSON as it reads well, beside its text: the cursor is in the same element or value in both. What is wrong with the file is told above.
import { Search, WrapText } from 'lucide-react'
import { useCallback, useRef } from 'react'
import type { MountedEditor } from '../../features/editor/mounted-editor'
import { useEditorPreferences } from '../../features/editor/preferences'
import { Strip } from '../../features/editor/strip'
import editorStyles from '../../features/editor/text-editor.module.css'
import { jumpToLine, recallPath, rememberPath } from '../../features/editor/view-places'
import { CommandButton } from '../../state/command-button'
import { useOfferActions } from '../../state/shown-actions'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import type { ViewerProps } from '../viewer'
import { FormattedText } from './formatted-text'
import { formattedText as texts } from './text'

export function FormattedView({ document, node, address, data, frame, onShow }: ViewerProps<'formatted'>) {
  const { language, problem } = data
  const file = JSON.stringify([document, node])
  const { wrap, toggleWrap } = useEditorPreferences()
  const editor = useRef<MountedEditor | null>(null)
  const onMounted = useCallback(
    (mounted: MountedEditor | null) => {
      if (!mounted) rememberPath(file, editor.current?.path() ?? null)
      editor.current = mounted
      const path = recallPath(file)
      if (mounted && path !== null) mounted.goToPath(path)
    },
    [file],
  )

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
      <FormattedText address={address} data={data} wrap={wrap} withPath onMounted={onMounted} />
    </>,
  )
}
