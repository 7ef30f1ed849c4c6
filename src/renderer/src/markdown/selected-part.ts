/**
 * What is selected within `root`, as a copy with everything that stands around it: half a list is still a list, and
 * knows its numbers. Null when nothing is selected, or something outside of `root` is too.
 */
export function selectedPart(root: Node, selection: Selection | null): DocumentFragment | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return null
  let part = range.cloneContents()
  for (let around: Node | null = range.commonAncestorContainer; around && around !== root; around = around.parentNode) {
    if (!(around instanceof Element)) continue
    const shell = around.cloneNode(false)
    shell.appendChild(part)
    part = document.createDocumentFragment()
    part.appendChild(shell)
  }
  numberFirst(part, range.startContainer)
  return part
}

/** A list that is cut at its start goes on with the number of its first item. */
function numberFirst(part: DocumentFragment, start: Node): void {
  const item = (start instanceof Element ? start : start.parentElement)?.closest('ol > li')
  const list = item?.parentElement
  const copied = part.querySelector('ol')
  if (!item || !list || !copied) return
  copied.setAttribute('start', String(Number(list.getAttribute('start') ?? 1) + [...list.children].indexOf(item)))
}
