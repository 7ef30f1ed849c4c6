/**
 * Calls back once before the next paint, or as soon as the window is hidden, which is not painted then. Returns the way
 * to cancel.
 */
export function nextPaint(paint: () => void): () => void {
  const id = requestAnimationFrame(() => now())
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') now()
  }
  const cancel = (): void => {
    cancelAnimationFrame(id)
    document.removeEventListener('visibilitychange', hidden)
  }
  const now = (): void => {
    cancel()
    paint()
  }
  document.addEventListener('visibilitychange', hidden)
  return cancel
}
