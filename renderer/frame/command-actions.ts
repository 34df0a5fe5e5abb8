// What each command of shared/commands/commands.ts does, and why it cannot be run just now: a missing command is a type error.
import type { GuideId } from '../../shared/model/guide'
import type { TreeNode } from '../../shared/model/node'
import { type CommandId, type ViewCommandId, viewCommand } from '../../shared/commands/commands'
import { type ViewId, viewIds, viewTable } from '../../shared/commands/views'
import { openBundleDialog } from '../features/bundle/bundle-store'
import { saveCopy } from '../features/bundle/save-copy'
import { type ChangeCommandId, changeCommands } from '../features/changes/change-commands'
import { redo, revertAll, undo } from '../features/changes/history'
import { openPasswordDialog } from '../features/accounts/password-dialog-state'
import { compareWith } from '../features/compare/compare-state'
import { toggleGoToFile } from '../features/go-to-file/go-to-file-store'
import { showGuide } from '../features/guides/guides-state'
import { showAbout, showHelp, showShortcuts } from '../features/help/help-store'
import { openSanitise } from '../features/sanitise/sanitise-state'
import { layerTarget, openKeyDialog } from '../features/keys/key-dialog-state'
import { sealLayer, sealLayerWith, unsealLayer, whyNotSeal, whyNotUnseal } from '../features/keys/seal'
import { keysText } from '../features/keys/text'
import { lockedNode, unlockWithInfo } from '../features/keys/unlock'
import {
  chooseAndOpen,
  chooseAndOpenFolder,
  closeDocument,
  openAgain,
  openSample,
} from '../features/open/open-document'
import { togglePalette } from '../features/palette/palette-store'
import { startTour } from '../features/tour/tour'
import { type NodeCommandId, nodeCommands } from '../features/tree/node-commands'
import type { CommandAction } from '../state/commands'
import { toggleUnknownFiles } from '../features/tree/role-filter'
import { chooseDensity, chooseTheme, showView, type Theme, toggleInspector } from '../state/layout'
import { cancelLatest } from '../state/operations'
import { focusNextPane, focusPane } from '../state/panes'
import type { ShownAction } from '../state/shown-actions'
import type { WindowState } from '../state/window-state'
import { text } from '../ui/text'

const reasons = text.whyNot

function withoutDocument({ session }: WindowState): string | null {
  if (session.opened === null) return reasons.document
  return session.failure === null ? null : reasons.stopped
}

/** Can always be run. */
const always = (run: CommandAction['run']): CommandAction => ({ whyNot: () => null, run })

/** Needs a document that works, and what `whyNot` asks for besides. */
const onDocument = (run: CommandAction['run'], whyNot: CommandAction['whyNot'] = () => null): CommandAction => ({
  whyNot: state => withoutDocument(state) ?? whyNot(state),
  run,
})

const onNode = (id: NodeCommandId): CommandAction =>
  onDocument(
    ({ nodes }) => nodeCommands[id].run(nodes),
    ({ nodes }) => nodeCommands[id].whyNot(nodes),
  )

const onChange = (id: ChangeCommandId): CommandAction =>
  onDocument(
    ({ change }) => (change === null ? undefined : changeCommands[id].run(change)),
    ({ change }) => (change === null ? reasons.change : changeCommands[id].whyNot(change)),
  )

/** For the change that is selected in the list of changes, or else for rows of the explorer. */
const onChangeOrNode = (id: ChangeCommandId & NodeCommandId): CommandAction => {
  const [change, node] = [onChange(id), onNode(id)]
  return {
    whyNot: state => {
      const why = (state.change === null ? node : change).whyNot(state)
      return why === reasons.row ? reasons.changeOrRow : why
    },
    run: state => (state.change === null ? node : change).run(state),
  }
}

const onLocked = (run: (node: TreeNode) => void | Promise<void>): CommandAction =>
  onDocument(
    state => {
      const node = lockedNode(state)
      return node === null ? undefined : run(node)
    },
    state => (lockedNode(state) === null ? keysText.nothingLocked : null),
  )

const onShown = (action: ShownAction, whyNot: string): CommandAction =>
  onDocument(
    ({ shown }) => shown[action]?.(),
    ({ shown }) => (shown[action] === undefined ? whyNot : null),
  )

const theme = (chosen: Theme): CommandAction => always(() => chooseTheme(chosen))

const guide = (shown: GuideId | 'choice'): CommandAction => onDocument(() => showGuide(shown))

/** All of them. */
export const commandActions: Readonly<Record<CommandId, CommandAction>> = {
  open: always(chooseAndOpen),
  openFolder: {
    whyNot: ({ session }) => (session.facts?.host === 'electron' ? null : reasons.folder),
    run: chooseAndOpenFolder,
  },
  openSample: { whyNot: ({ session }) => (session.facts?.sample ? null : reasons.sample), run: openSample },
  openAgain: { whyNot: ({ session }) => (session.failure === null ? reasons.failure : null), run: openAgain },
  compareWith: onDocument(compareWith),
  bundle: onDocument(openBundleDialog),
  save: onDocument(saveCopy),
  sanitise: onDocument(openSanitise),
  cancel: { whyNot: ({ running }) => (running ? null : reasons.running), run: cancelLatest },
  close: { whyNot: ({ session }) => (session.opened === null ? reasons.document : null), run: closeDocument },

  undo: onDocument(undo, ({ session }) => (session.status?.undo == null ? reasons.undo : null)),
  redo: onDocument(redo, ({ session }) => (session.status?.redo == null ? reasons.redo : null)),
  unseal: onDocument(unsealLayer, whyNotUnseal),
  seal: onDocument(sealLayer, whyNotSeal),
  sealWith: onDocument(sealLayerWith, whyNotSeal),
  guides: guide('choice'),
  password: onDocument(() => openPasswordDialog()),
  guideNetwork: guide('management-network'),
  guideIdentity: guide('identity'),
  guideCertificate: guide('certificate'),
  guideAccess: guide('access'),
  guideMachines: guide('virtual-machines'),
  guideStrip: guide('strip'),
  find: onShown('find', reasons.text),

  rename: onNode('rename'),
  mode: onNode('mode'),
  owner: onNode('owner'),
  time: onNode('time'),
  link: onNode('link'),
  openWithKey: onLocked(node => openKeyDialog(layerTarget(node))),
  openWithInfo: onLocked(node => unlockWithInfo(layerTarget(node))),
  replace: onNode('replace'),
  add: onNode('add'),
  newFolder: onNode('newFolder'),
  newLink: onNode('newLink'),
  saveEntry: onNode('saveEntry'),
  copyAddress: onChangeOrNode('copyAddress'),
  paste: onNode('paste'),
  remove: onNode('remove'),

  revert: onChangeOrNode('revert'),
  revertAll: onDocument(revertAll, ({ session }) => (session.status?.changes ? null : reasons.changes)),
  reveal: onChange('reveal'),
  nextChange: onShown('nextChange', reasons.difference),
  previousChange: onShown('previousChange', reasons.difference),

  palette: always(togglePalette),
  ...viewActions(),
  inspector: onDocument(toggleInspector, ({ main }) => (main === 'content' ? null : reasons.content)),
  unknownFiles: onDocument(toggleUnknownFiles),
  wrap: onShown('wrap', reasons.text),
  secrets: onShown('secrets', reasons.secrets),
  sideBySide: onShown('sideBySide', reasons.sides),
  fold: onShown('fold', reasons.difference),
  densityDense: always(() => chooseDensity('dense')),
  densityComfortable: always(() => chooseDensity('comfortable')),

  themeSystem: theme('system'),
  themeDark: theme('dark'),
  themeLight: theme('light'),
  themeContrast: theme('contrast'),

  goToFile: onDocument(toggleGoToFile),
  goTo: onShown('goTo', reasons.places),
  showKeys: onShown('showKeys', reasons.keys),
  showText: onShown('showText', reasons.line),
  nextPane: {
    whyNot: ({ session }) => (session.opened === null ? reasons.document : null),
    run: () => focusNextPane(1),
  },
  previousPane: {
    whyNot: ({ session }) => (session.opened === null ? reasons.document : null),
    run: () => focusNextPane(-1),
  },

  help: always(showHelp),
  tour: { whyNot: ({ session }) => (session.facts?.sample ? null : reasons.sample), run: startTour },
  shortcuts: always(showShortcuts),
  about: always(showAbout),
}

/** One for each view: to the front of its pane, with the focus in it. */
function viewActions(): Readonly<Record<ViewCommandId, CommandAction>> {
  const show = (id: ViewId) => {
    showView(id)
    focusPane(viewTable[id].place)
  }
  const actions = viewIds.map((id): readonly [ViewCommandId, CommandAction] => [
    viewCommand(id),
    onDocument(() => show(id)),
  ])
  return Object.fromEntries(actions) as Record<ViewCommandId, CommandAction>
}
