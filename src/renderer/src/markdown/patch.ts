import { CodeView } from './code-view'
import { MathView } from './math-view'
import type { Attributes, ElementTree, Tree } from './tree'

/** What stands on the page for each code block and each formula. */
const codeViews = new WeakMap<Node, CodeView>()
const mathViews = new WeakMap<Node, MathView>()

/** Makes the children of `parent` show `now` where they showed `before`, touching only what differs. */
export function patchChildren(parent: Node, before: readonly Tree[], now: readonly Tree[]): void {
  for (let at = 0; at < now.length; at++) {
    const tree = now[at]
    if (tree !== undefined && tree !== before[at]) patchChild(parent, at, before[at], tree)
  }
  for (let extra = before.length - now.length; extra > 0; extra--) parent.lastChild?.remove()
}

/** The same for one child; `before` is undefined when it is a new one, at the end. */
export function patchChild(parent: Node, at: number, before: Tree | undefined, now: Tree): void {
  const node = before === undefined ? undefined : parent.childNodes[at]
  if (before === undefined || node === undefined) parent.appendChild(build(now))
  else patch(node, before, now)
}

function patch(node: ChildNode, before: Tree, now: Tree): void {
  if (typeof now === 'string') {
    if (node instanceof Text && typeof before === 'string') setText(node, before, now)
    else node.replaceWith(build(now))
    return
  }
  const same = typeof before === 'object' && before.kind === now.kind
  if (now.kind === 'code') {
    const view = codeViews.get(node)
    if (same && view) view.update(now)
    else node.replaceWith(build(now))
    return
  }
  if (now.kind === 'math') {
    const view = mathViews.get(node)
    if (view) view.update(now)
    else node.replaceWith(build(now))
    return
  }
  if (!same || before.kind !== 'element' || before.tag !== now.tag || !(node instanceof Element)) return node.replaceWith(build(now))
  setAttributes(node, before.attributes, now.attributes)
  patchChildren(node, before.children, now.children)
}

function build(tree: Tree): Node {
  if (typeof tree === 'string') return document.createTextNode(tree)
  if (tree.kind === 'element') return buildElement(tree)
  if (tree.kind === 'math') {
    const view = new MathView(tree)
    mathViews.set(view.node, view)
    return view.node
  }
  const view = new CodeView(tree)
  codeViews.set(view.node, view)
  return view.node
}

function buildElement(tree: ElementTree): Node {
  const node = document.createElement(tree.tag)
  setAttributes(node, {}, tree.attributes)
  for (const child of tree.children) node.appendChild(build(child))
  return node
}

/** Appending leaves a selection in the text as it is. */
function setText(node: Text, before: string, now: string): void {
  if (before === now) return
  if (now.startsWith(before)) node.appendData(now.slice(before.length))
  else node.data = now
}

function setAttributes(node: Element, before: Attributes, now: Attributes): void {
  for (const name of Object.keys(before)) if (!(name in now)) node.removeAttribute(name)
  for (const [name, value] of Object.entries(now) as [string, string][]) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value)
  }
}
