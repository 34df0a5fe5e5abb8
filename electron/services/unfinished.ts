// What the window is told of a journal that is left over: enough to decide by, nothing of what was typed.
import type { UnfinishedWork } from '../../shared/model/unfinished'
import type { LeftOver } from './journal/journals'
import { shortPlace } from './recent-files'

/** A journal of an earlier run as the window lists it. */
export function unfinishedWork({ id, source, recording, at, torn }: LeftOver): UnfinishedWork {
  const { done } = recording.history
  return {
    id,
    name: source.name,
    place: source.path === null ? null : shortPlace(source.path),
    edits: done.length,
    last: done.at(-1)?.label ?? '',
    at,
    torn,
  }
}
