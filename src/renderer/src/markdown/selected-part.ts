/**
 * What a range takes of `root`, as a copy with everything that stands around it: half a list is still a list, and knows
 * its numbers. Null when it takes nothing.
 */
export function selectedPart(root: Node, range: Range): DocumentFragment | null {
  const taken = rangeWithin(root, range)
  if (taken === null) return null
  let part = taken.cloneContents()
  for (let around: Node | null = taken.commonAncestorContainer; around && around !== root; around = around.parentNode) {
    if (!(around instanceof Element)) continue
    const shell = around.cloneNode(false)
    shell.appendChild(part)
    part = document.createDocumentFragment()
    part.appendChild(shell)
  }
  const before = pathTo(root, taken.startContainer)
  const copies = edgeOf(part, 'firstChild', before.length)
  dropEmpty(copies)
  dropEmpty(edgeOf(part, 'lastChild', pathTo(root, taken.endContainer).length))
  numberLists(before, copies, taken.startOffset)
  return part
}

function rangeWithin(root: Node, range: Range): Range | null {
  if (!range.intersectsNode(root)) return null
  const taken = range.cloneRange()
  if (!root.contains(range.startContainer)) taken.setStart(root, 0)
  if (!root.contains(range.endContainer)) taken.setEnd(root, root.childNodes.length)
  return taken.collapsed ? null : taken
}

/** What stands around `node`, the outermost first, and the node itself; `root` is not in it. */
function pathTo(root: Node, node: Node): Node[] {
  const path: Node[] = []
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) path.unshift(at)
  return path
}

/** The copies of such a path, which are the first, or the last, in one another. */
function edgeOf(part: Node, side: 'firstChild' | 'lastChild', depth: number): ChildNode[] {
  const edge: ChildNode[] = []
  for (let node = part[side]; node && edge.length < depth; node = node[side]) edge.push(node)
  return edge
}

/** A triple click ends at the start of the next block: nothing of it is selected, and its copy would leave a mark. */
function dropEmpty(edge: readonly ChildNode[]): void {
  for (const node of [...edge].reverse()) if (node.textContent === '') node.remove()
}

/** A list that is cut at its start goes on with the number of the first item in it. */
function numberLists(path: readonly Node[], copies: readonly ChildNode[], startOffset: number): void {
  for (const [at, list] of path.entries()) {
    const copy = copies[at]
    if (!(list instanceof Element && copy instanceof Element) || list.tagName !== 'OL') continue
    const item = path[at + 1] ?? list.childNodes[startOffset]
    if (!(item instanceof Element)) continue
    const dropped = copies[at + 1]?.parentNode === null ? 1 : 0
    const first = Number(list.getAttribute('start') ?? 1) + [...list.children].indexOf(item) + dropped
    copy.setAttribute('start', String(first))
  }
}
