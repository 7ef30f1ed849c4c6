const ITEM = '[data-conversation]'

/** Moves the focus within the list; false when the key is none of its keys. */
export function moveFocus(root: HTMLElement, key: string): boolean {
  const items = [...root.querySelectorAll<HTMLElement>(ITEM)]
  const at = items.findIndex((item) => item === document.activeElement)
  if (at < 0) return false
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key]
  if (next === undefined) return false
  items[Math.min(Math.max(next, 0), items.length - 1)]?.focus()
  return true
}

/** Puts the focus on the first item, for someone who comes from the search field above. */
export function focusFirst(root: HTMLElement): void {
  root.querySelector<HTMLElement>(ITEM)?.focus()
}

export function focusConversation(root: HTMLElement, id: string): void {
  root.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)?.focus()
}

/** The neighbour takes the focus before its item goes, so that the keys go on working there. */
export function focusAfterRemoval(root: HTMLElement, id: string): void {
  const items = [...root.querySelectorAll<HTMLElement>(ITEM)]
  const at = items.findIndex((item) => item.dataset['conversation'] === id)
  const neighbour = items[at + 1] ?? items[at - 1]
  neighbour?.focus()
}
