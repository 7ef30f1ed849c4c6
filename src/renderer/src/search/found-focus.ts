const ITEM = '[data-found]'

/** Moves the focus through what was found; false when the key is none of its keys. Up from the first one leads out. */
export function moveInFound(root: HTMLElement, key: string, onLeave: () => void): boolean {
  const items = [...root.querySelectorAll<HTMLElement>(ITEM)]
  const at = items.findIndex((item) => item === document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key]
  if (next === undefined || at === -1) return false
  if (next < 0) onLeave()
  else items[Math.min(next, items.length - 1)]?.focus()
  return true
}

/** Down from the search field. */
export function focusFirstFound(root: ParentNode): void {
  root.querySelector<HTMLElement>(ITEM)?.focus()
}
