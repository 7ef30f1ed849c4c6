/** Marks, once, when what is there now is painted first: for whoever measures how soon the window is of use. */
export function markPainted(name: 'typeable' | 'listed'): void {
  if (performance.getEntriesByName(name).length > 0) return
  requestAnimationFrame(() => performance.mark(name))
}
