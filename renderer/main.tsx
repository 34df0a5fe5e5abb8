// The entry of the window: styles, start-up, the root of the page.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './frame/app'
import { ErrorBoundary } from './frame/error-boundary'
import { startWindow } from './frame/startup'
import './ui/tokens.css'
import './ui/base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')

startWindow()
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
