// What the services ask of the host they run in: native dialogs in the window, downloads in the browser host.
import type { TargetKind } from '../../shared/model/grant'
import type { WriteTarget } from '../session/session-commands'
import type { GrantedTarget } from './grants'

export interface HostDialogs {
  /** Kinds that `chooseTarget` can give. */
  readonly targets: readonly TargetKind[]
  /** Absolute path of a file or folder to open; null when the user cancelled. Rejects NOT_OFFERED. */
  chooseFile(what: 'file' | 'folder'): Promise<string | null>
  /** Absolute paths of files; none when the user cancelled. Rejects NOT_OFFERED. */
  chooseFiles(): Promise<readonly string[]>
  /** Where to write; null when the user cancelled. `name` is a safe file name. Rejects NOT_OFFERED. */
  chooseTarget(kind: TargetKind, name: string): Promise<GrantedTarget | null>
  /** Shows a written thing in the file manager. Rejects NOT_OFFERED. */
  showTarget(target: WriteTarget): Promise<void>
  /** The address to fetch a written thing from; null where it is on the user's own disk. */
  publish(target: WriteTarget): string | null
}
