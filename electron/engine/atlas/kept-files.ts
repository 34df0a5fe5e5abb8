// Files that a host keeps: from the group `files` of the backup's own schema (docs/formats.md section 7).
import type { Settings } from '../settings/settings'

export interface KeptFile {
  readonly type: 'config' | 'vital' | 'cached'
  /** The schema's name for it, such as `ssl_rui_key`. */
  readonly key: string
}

const known = new WeakMap<Settings, ReadonlyMap<string, KeptFile>>()

/** The files of the schema by their path inside local.tgz, `etc/hosts`; empty where the backup carries no schema. */
export function keptFiles(settings: Settings): ReadonlyMap<string, KeptFile> {
  const before = known.get(settings)
  if (before) return before
  const files = new Map<string, KeptFile>()
  for (const schema of settings.schemas.all()) {
    if (!schema.isFile) continue
    const path = schema.node?.text('path')
    const type = schema.node?.text('fileType')
    if (path && (type === 'config' || type === 'vital' || type === 'cached'))
      files.set(path.replace(/^\/+/, ''), { type, key: schema.name })
  }
  known.set(settings, files)
  return files
}
