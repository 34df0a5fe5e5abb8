// The editor of one text file: joins CodeMirror to the draft that carries typing into the document, hides secrets until
// asked, shows a refusal above the text. One instance lives as long as its node is on the screen.
import { Eye, EyeOff, ListTree, Search, WrapText } from 'lucide-react'
import {
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { TextEncoding, TextLanguage } from '../../../shared/model/preview'
import { fileWith, type SecretNames } from '../../../shared/secrets/secret'
import { CommandButton } from '../../state/command-button'
import { shortcutOf } from '../../state/commands'
import { useOfferActions } from '../../state/shown-actions'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { type LineEnding, separatorOf } from './line-separator'
import { maskSecrets } from './mask'
import { type MountedEditor, mountEditor } from './mounted-editor'
import { drafts, flushEdits } from './pending-edits'
import { useEditorPreferences } from './preferences'
import { Strip } from './strip'
import styles from './text-editor.module.css'
import { jumpTo, recallPath, recallPlace, rememberPath, rememberPlace, takeJump } from './view-places'

/** A text and how it became characters. */
export interface EditedText {
  readonly text: string
  /** Address of the file. */
  readonly address: string
  readonly language: TextLanguage
  readonly encoding: TextEncoding
  readonly lineEnding: LineEnding
  readonly editable: boolean
  readonly secretNames: SecretNames
}

/** What another pane beside the editor has a say in. */
export interface EditorBeside {
  readonly wrap: boolean
  readonly toggleWrap: () => void
  /** The editor on the page, and null before it goes; the same function always. */
  readonly onMounted: (editor: MountedEditor | null) => void
  /** What is searched and gone through: the pane that had the focus last; null for this one. */
  readonly target: () => MountedEditor | null
}

export interface EditorParts {
  readonly tools: ReactNode
  readonly pending: boolean
  readonly notices: ReactNode
  readonly text: ReactNode
}

export interface TextEditorProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Path of the file, for assistive technology. */
  readonly name: string
  readonly content: EditedText
  /** Revision of the document at which it had this text. */
  readonly revision: number
  /** Brings the keys of this file to the front, where it has some. */
  readonly onShowKeys?: (() => void) | undefined
  /** Given where another pane of the same file is beside it. */
  readonly beside?: EditorBeside
  /** Puts what belongs to the editor into its place: the buttons, whether typed text waits to be sent, what the user should know, and the text. */
  readonly frame: (parts: EditorParts) => ReactNode
}

/** Mount it with the node as its key. */
export function TextEditor({ document, node, name, content, revision, onShowKeys, beside, frame }: TextEditorProps) {
  const [draft] = useState(() => drafts.draftOf(document, node, content.text, revision))
  const { pending, refusal } = useSyncExternalStore(draft.subscribe, draft.snapshot)
  const own = useEditorPreferences()
  const { wrap, toggleWrap } = beside ?? own
  const [shown, setShown] = useState(pending)
  const [asked, setAsked] = useState(false)
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<MountedEditor | null>(null)
  const showButton = useRef<HTMLButtonElement>(null)
  const focusAfterSwitch = useRef(false)

  const { text, address, language, lineEnding, editable, secretNames } = content
  const mask = useMemo(() => maskSecrets(text, fileWith([address], new Map(secretNames))), [text, address, secretNames])
  const hasSecrets = mask.secrets > 0
  const masked = !shown && hasSecrets
  const readOnly = masked || !editable
  const separator = separatorOf(lineEnding)
  const placeKey = JSON.stringify([document, node])

  useEffect(() => drafts.hold(draft), [draft])

  useEffect(() => {
    const isNews = draft.outside(text, revision)
    if (masked) editor.current?.setText(mask.text)
    else if (isNews) editor.current?.setText(text)
  }, [draft, text, revision, masked, mask])

  const mount = useEffectEvent((element: HTMLElement) => {
    const jumped = takeJump(placeKey)
    const mounted = mountEditor({
      parent: element,
      text: masked ? mask.text : draft.text(),
      language,
      separator,
      readOnly,
      wrap,
      withPath: beside === undefined,
      mixedLineEnds: lineEnding === 'mixed',
      label: paneText.editor.label(name),
      description: (readOnly ? paneText.editor.readOnly : paneText.editor.editable)(
        shortcutOf('find'),
        shortcutOf('wrap'),
      ),
      place: recallPlace(placeKey),
      selectLine: jumped,
      onTyped: read => {
        draft.typed(read)
        setShown(true)
      },
      onBlur: () => void draft.flush(),
      onRefusedInput: () => setAsked(masked),
    })
    const path = recallPath(placeKey)
    if (!jumped && path !== null) mounted.goToPath(path)
    if (jumped || (focusAfterSwitch.current && !masked)) mounted.focus()
    if (focusAfterSwitch.current && masked) showButton.current?.focus()
    focusAfterSwitch.current = false
    return mounted
  })

  // A layout effect, because its end comes before the element leaves the page and forgets where it was scrolled to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what cannot change in a living editor makes a new one.
  useLayoutEffect(() => {
    if (!parent.current) return
    const mounted = mount(parent.current)
    editor.current = mounted
    const tell = beside?.onMounted
    tell?.(mounted)
    return () => {
      tell?.(null)
      rememberPlace(placeKey, mounted.place())
      rememberPath(placeKey, mounted.path())
      editor.current = null
      mounted.destroy()
    }
  }, [placeKey, masked, readOnly, separator])

  useEffect(() => editor.current?.setLanguage(language), [language])
  useEffect(() => editor.current?.setWrap(wrap), [wrap])
  useEffect(() => editor.current?.setLabel(paneText.editor.label(name)), [name])

  const show = () => {
    focusAfterSwitch.current = true
    setAsked(false)
    setShown(true)
  }
  const hide = async () => {
    await draft.flush()
    focusAfterSwitch.current = true
    setShown(false)
  }

  const showKeys = async () => {
    await flushEdits()
    jumpTo(placeKey)
    onShowKeys?.()
  }

  const target = () => beside?.target() ?? editor.current
  useOfferActions({
    find: () => target()?.openSearch(),
    goTo: () => target()?.goToLine(),
    wrap: toggleWrap,
    secrets: hasSecrets ? () => (masked ? show() : void hide()) : undefined,
    showKeys: onShowKeys && (() => void showKeys()),
  })

  const tools = (
    <>
      {shown && hasSecrets && (
        <Button
          kind="quiet"
          icon={EyeOff}
          iconOnly
          label={paneText.editor.hideSecrets}
          className={styles.tool}
          onClick={() => void hide()}
        />
      )}
      {onShowKeys && <CommandButton id="showKeys" kind="quiet" icon={ListTree} iconOnly className={styles.tool} />}
      <CommandButton id="find" kind="quiet" icon={Search} iconOnly className={styles.tool} />
      <CommandButton id="wrap" kind="quiet" icon={WrapText} iconOnly aria-pressed={wrap} className={styles.tool} />
    </>
  )

  const notices = (
    <>
      {refusal && <Strip tone="danger" title={paneText.editor.refused} message={refusal.message} alert />}
      {masked && (
        <Strip
          tone={asked ? 'warning' : 'plain'}
          title={paneText.editor.masked(mask.secrets)}
          message={editable ? paneText.editor.maskedEdit : ''}
          alert={asked}
        >
          <Button ref={showButton} icon={Eye} label={paneText.editor.showSecrets} onClick={show} />
        </Strip>
      )}
    </>
  )
  return frame({ tools, pending, notices, text: <div ref={parent} className={styles.editor} /> })
}
