// One tooltip for every element with `data-tip`: after a moment of hovering, at once on keyboard focus. It lives in the top
// layer, so that a dialog does not cover it. The words are for the eye alone; names are on the elements themselves.
import { useEffect, useRef } from 'react'
import styles from './tooltip.module.css'

const delay = 500

/** Mounted once. */
export function TooltipHost() {
  const element = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const tip = element.current
    if (tip === null) return
    let owner: Element | null = null
    let timer = 0

    const hide = () => {
      window.clearTimeout(timer)
      owner = null
      if (tip.matches(':popover-open')) tip.hidePopover()
    }
    const show = (target: Element) => {
      const words = target.getAttribute('data-tip')
      if (!words || !target.isConnected) return
      tip.textContent = words
      tip.showPopover()
      place(tip, target.getBoundingClientRect())
    }
    const enter = (event: Event, wait: number) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null
      if (target === owner) return
      hide()
      if (target === null) return
      owner = target
      timer = window.setTimeout(() => show(target), wait)
    }
    const over = (event: PointerEvent) => event.pointerType === 'mouse' && enter(event, delay)
    const focus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) enter(event, 0)
    }

    document.addEventListener('pointerover', over)
    document.addEventListener('focusin', focus)
    const ends = ['pointerdown', 'keydown', 'focusout', 'scroll'] as const
    for (const end of ends) document.addEventListener(end, hide, true)
    return () => {
      hide()
      document.removeEventListener('pointerover', over)
      document.removeEventListener('focusin', focus)
      for (const end of ends) document.removeEventListener(end, hide, true)
    }
  }, [])

  return <div ref={element} popover="manual" className={styles.tip} aria-hidden />
}

function place(tip: HTMLElement, at: DOMRect) {
  const { width, height } = tip.getBoundingClientRect()
  const left = at.left + at.width / 2 - width / 2
  const below = at.bottom + 6
  tip.style.left = `${Math.max(6, Math.min(left, window.innerWidth - width - 6))}px`
  tip.style.top = `${below + height > window.innerHeight - 6 ? at.top - height - 6 : below}px`
}
