// XML or JSON as it is in the file, and formatted beside it: the text is edited, the formatted one follows. Cursor and scrolling are in step, and
// what is wrong with the file and where the cursor is are told once for both.
import type { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { MountedEditor } from '../../features/editor/mounted-editor'
import { grammarUpTo } from '../../features/editor/languages'
import { useEditorPreferences } from '../../features/editor/preferences'
import { Strip } from '../../features/editor/strip'
import { TextEditor } from '../../features/editor/text-editor'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { FormattedText } from '../formatted/formatted-text'
import { formattedText } from '../formatted/text'
import type { ViewerProps } from '../viewer'
import styles from './beside-view.module.css'
import { type InStep, keepInStep } from './in-step'
import { counterpart, type Parts, partsOf } from './parts'
import { besideText as texts } from './text'

export function BesideView({ document, node, address, revision, data, frame }: ViewerProps<'beside'>) {
  const { raw, formatted } = data
  const { wrapBeside: wrap, toggleWrapBeside: toggleWrap } = useEditorPreferences()
  const [rawEditor, setRaw] = useState<MountedEditor | null>(null)
  const [formattedEditor, setFormatted] = useState<MountedEditor | null>(null)
  const [path, setPath] = useState<string | null>(null)
  const inStep = useRef<InStep | null>(null)
  const target = useCallback(() => {
    const leader = inStep.current?.leader()
    return leader !== undefined && leader === formattedEditor?.view ? formattedEditor : null
  }, [formattedEditor])

  const language = formatted?.language ?? null
  useEffect(() => {
    if (!rawEditor) return
    const tellPath = () => setPath(rawEditor.path())
    if (!formattedEditor || language === null) return tellPath()
    const partsIn = partsOnce(language)
    inStep.current = keepInStep(
      rawEditor.view,
      formattedEditor.view,
      (from, to, offset) => counterpart(partsIn(from), partsIn(to), offset),
      tellPath,
    )
    return () => {
      inStep.current?.stop()
      inStep.current = null
    }
  }, [rawEditor, formattedEditor, language])

  const chips = [
    ...(raw.editable ? [] : [paneText.preview.readOnly]),
    paneText.languages[raw.language],
    paneText.encodings[raw.encoding],
    paneText.lineEndings[raw.lineEnding],
  ]
  const problem = formatted?.problem ?? null
  return (
    <TextEditor
      document={document}
      node={node}
      name={address}
      content={{ ...raw, address }}
      revision={revision}
      beside={{ wrap, toggleWrap, onMounted: setRaw, target }}
      frame={({ tools, pending, notices, text }) =>
        frame(
          { chips, tools, pending },
          <div className={styles.view}>
            {raw.fault !== null && <Strip tone="warning" title={paneText.preview.fault} message={raw.fault} />}
            {problem && (
              <Strip
                tone="warning"
                title={formattedText.problem(problem.line, problem.column)}
                message={problem.message}
              >
                <Button label={texts.toProblem} onClick={() => rawEditor?.goToColumn(problem.line, problem.column)} />
              </Strip>
            )}
            {notices}
            <div className={styles.panes}>
              <section className={styles.pane} aria-label={texts.raw}>
                <p className={styles.name}>{texts.raw}</p>
                {text}
              </section>
              <section className={styles.pane} aria-label={texts.formatted}>
                <p className={styles.name}>{texts.formatted}</p>
                {formatted ? (
                  <FormattedText
                    address={address}
                    data={formatted}
                    wrap={wrap}
                    withPath={false}
                    onMounted={setFormatted}
                  />
                ) : (
                  <p className={styles.none}>{texts.notFormatted}</p>
                )}
              </section>
            </div>
            {raw.text.length <= grammarUpTo && <p className={styles.path}>{path ?? paneText.editor.noPath}</p>}
          </div>,
        )
      }
    />
  )
}

/** The parts of what an editor shows, found again only where its text is another one. */
function partsOnce(language: 'xml' | 'json'): (view: EditorView) => Parts {
  const found = new WeakMap<object, Parts>()
  return ({ state }) => {
    const parts = found.get(state.doc) ?? partsOf(language, state.doc.toString())
    found.set(state.doc, parts)
    return parts
  }
}
