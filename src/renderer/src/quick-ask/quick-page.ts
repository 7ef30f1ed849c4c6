import { call } from '../bridge'
import type { Fitted } from './fit-height'

/** Asks for the window's height; null when main refuses. */
export async function resizeWindow(heightPx: number): Promise<Fitted | null> {
  const reply = await call('quick:resize', { heightPx })
  return reply.ok ? reply.value : null
}

/** Whether something is selected, which copying means then. */
export function hasSelection(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.selectionStart !== target.selectionEnd
  return getSelection()?.isCollapsed === false
}
