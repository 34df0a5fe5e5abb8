// What the content that shows can do just now: the editor, the bytes and the diff offer their actions while they are there, so
// that commands reach them from wherever the focus is.
import { useEffect, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

export type ShownAction =
  | 'find'
  | 'goTo'
  | 'wrap'
  | 'secrets'
  | 'showKeys'
  | 'showText'
  | 'nextChange'
  | 'previousChange'
  | 'sideBySide'
  | 'fold'

/** An action that is missing cannot be done now. */
export type ShownActions = { readonly [A in ShownAction]?: (() => void) | undefined }

export const useShownActions = create<{ readonly actions: ShownActions }>(() => ({ actions: {} }))

/** Offers actions as long as the component is mounted. */
export function useOfferActions(actions: ShownActions): void {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const names = (Object.keys(actions) as ShownAction[]).filter(name => actions[name] !== undefined).join()
  useEffect(() => {
    const offered: ShownActions = Object.fromEntries(
      names
        .split(',')
        .filter(isAction)
        .map(name => [name, () => latest.current[name]?.()]),
    )
    useShownActions.setState({ actions: offered })
    return () => useShownActions.setState(({ actions: now }) => (now === offered ? { actions: {} } : {}))
  }, [names])
}

function isAction(name: string): name is ShownAction {
  return name !== ''
}
