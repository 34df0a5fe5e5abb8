// The frame of the gallery: all sections one under the other, or the one that the address asks for. What lies over the page (menus,
// dialogs, notices, tooltips) shows only when it is asked for by name.
import { useEffect } from 'react'
import { Button } from '../ui/button'
import { overlays, sections } from './sections'

const themes = ['dark', 'light', 'contrast'] as const
const densities = ['dense', 'comfortable'] as const

/** `only`: name of the section to show alone; null for all that lie in the page. */
export function Gallery({ only }: { readonly only: string | null }) {
  const overlay = only === null ? undefined : overlays[only]
  useEffect(() => overlay?.open?.(), [overlay])
  if (overlay) return overlay.content
  const shown = Object.entries(sections).filter(([name]) => only === null || only === name)
  return (
    <main className="gallery-frame">
      {only === null && <Bar />}
      {shown.map(([name, content]) => (
        <section key={name} className="gallery-section" data-gallery={name} aria-label={name}>
          {content}
        </section>
      ))}
    </main>
  )
}

function Bar() {
  const choose = (kind: 'theme' | 'density', value: string) => {
    document.documentElement.dataset[kind] = value
  }
  return (
    <nav className="gallery-bar" aria-label="Gallery">
      {themes.map(theme => (
        <Button key={theme} label={theme} onClick={() => choose('theme', theme)} />
      ))}
      {densities.map(density => (
        <Button key={density} label={density} onClick={() => choose('density', density)} />
      ))}
      {Object.keys(overlays).map(name => (
        <a key={name} href={`?section=${name}`}>
          {name}
        </a>
      ))}
    </nav>
  )
}
