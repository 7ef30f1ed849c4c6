import { BrowserWindow, webContents, type WebContents } from 'electron'
import type { Events } from '../../shared/ipc/events'
import type { Attention } from '../chat/frame-viewer'

/** A window as main's rooms see it: something to push typed events to. */
export interface Viewer {
  readonly id: number
  attention?(): Attention
  push<Name extends keyof Events>(name: Name, event: Events[Name]): void
}

/** Pushing to a window that has gone is silently nothing: it detaches by its own `destroyed` event. */
export function viewerOf(contents: WebContents): Viewer {
  return {
    id: contents.id,
    attention: () => attentionOf(contents),
    push: (name, event) => {
      if (!contents.isDestroyed()) contents.send(name, event)
    }
  }
}

/** The window that a dialog for this viewer belongs to; null once it has gone. */
export function windowOf(viewer: Viewer): BrowserWindow | null {
  const contents = webContents.fromId(viewer.id)
  return contents ? BrowserWindow.fromWebContents(contents) : null
}

function attentionOf(contents: WebContents): Attention {
  const window = contents.isDestroyed() ? null : BrowserWindow.fromWebContents(contents)
  if (!window || window.isDestroyed() || window.isMinimized() || !window.isVisible()) return 'hidden'
  return window.isFocused() ? 'focused' : 'beside'
}

/** Pushes to every open window. */
export function broadcast<Name extends keyof Events>(name: Name, event: Events[Name]): void {
  for (const window of BrowserWindow.getAllWindows()) viewerOf(window.webContents).push(name, event)
}
