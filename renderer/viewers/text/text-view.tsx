// Text in its editor.
import { Strip } from '../../features/editor/strip'
import { TextEditor } from '../../features/editor/text-editor'
import { paneText } from '../../ui/text-panes'
import type { ViewerProps } from '../viewer'

export function TextView({ document, node, address, revision, data, frame, onShow }: ViewerProps<'text'>) {
  const chips = [
    ...(data.editable ? [] : [paneText.preview.readOnly]),
    paneText.languages[data.language],
    paneText.encodings[data.encoding],
    paneText.lineEndings[data.lineEnding],
  ]
  return (
    <TextEditor
      document={document}
      node={node}
      name={address}
      content={{ ...data, address }}
      revision={revision}
      onShowKeys={data.language === 'esx-conf' ? () => onShow('conf-keys') : undefined}
      frame={({ tools, pending, notices, text }) =>
        frame(
          { chips, tools, pending },
          <>
            {data.fault !== null && <Strip tone="warning" title={paneText.preview.fault} message={data.fault} />}
            {notices}
            {text}
          </>,
        )
      }
    />
  )
}
