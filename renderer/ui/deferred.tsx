// Parts of the window that the first paint does not wait for: their code is loaded when they are first drawn, or, once the window has
// nothing else to do, before that.
import { type ComponentType, useEffect, useState } from 'react'
import { CircleAlert } from 'lucide-react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { Late } from './late'
import { text } from './text'

type Load = () => Promise<unknown>

const waiting: Load[] = []

/** A component that is loaded when it is needed; `Waits` is shown if that takes a moment. */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waits: ComponentType = Nothing,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const loading = async () => {
    loaded ??= await load()
    return loaded
  }
  waiting.push(loading)
  return function Deferred(props: Props) {
    const [Part, setPart] = useState(() => loaded)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      let isHere = true
      if (Part === null) {
        loading().then(
          part => isHere && setPart(() => part),
          () => isHere && setFailed(true),
        )
      }
      return () => {
        isHere = false
      }
    }, [Part])
    if (Part !== null) return <Part {...props} />
    return failed ? (
      <NotLoaded />
    ) : (
      <Late>
        <Waits />
      </Late>
    )
  }
}

/** Loads what is left, one after the other, while nothing else happens. A part that fails is tried again when it is drawn. */
export function loadDeferredLater(): void {
  const next = waiting.shift()
  if (next === undefined) return
  requestIdleCallback(
    () =>
      void next()
        .catch(() => undefined)
        .then(loadDeferredLater),
  )
}

/** Chromium keeps a module that failed, so that only a new page can try again. */
function NotLoaded() {
  return (
    <EmptyState icon={CircleAlert} title={text.broken.notLoaded}>
      <Button label={text.broken.reload} onClick={() => window.location.reload()} />
    </EmptyState>
  )
}

function Nothing() {
  return null
}
