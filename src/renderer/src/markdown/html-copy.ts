import { isControl } from './plain-copy'

/** The elements a copy is made of, and the attributes each keeps. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  p: [], h1: [], h2: [], h3: [], h4: [], h5: [], h6: [], ul: [], ol: ['start'], li: ['value'], blockquote: [], hr: [], br: [],
  strong: [], em: [], del: [], code: [], a: ['href'], sub: [], sup: [], kbd: [], pre: [], table: [], thead: [], tbody: [],
  tr: [], th: [], td: []
}

/** A piece of an answer as HTML without classes, boxes and buttons: what other programs take over as formatted text. */
export function htmlCopy(part: Node): string {
  const box = document.createElement('div')
  copyChildren(part, box)
  return box.innerHTML
}

/** A text that is shown as it is, as HTML that keeps its lines, and its blanks where they say something. */
export function linesAsHtml(text: string): string {
  const paragraph = document.createElement('p')
  if (/^[ \t]|[ \t]{2}|\t/m.test(text)) paragraph.style.whiteSpace = 'pre-wrap'
  for (const [at, line] of text.split('\n').entries()) {
    if (at > 0) paragraph.append(document.createElement('br'))
    paragraph.append(line)
  }
  return paragraph.outerHTML
}

function copyChildren(from: Node, to: Element): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.append(child.data)
    else if (child instanceof Element && !isControl(child)) copyElement(child, to)
  }
}

function copyElement(element: Element, to: Element): void {
  const tag = element.tagName.toLowerCase()
  if (element.matches('.math')) return addCode(element.getAttribute('data-tex') ?? '', to)
  if (element.matches('.checkbox')) return to.append(element.getAttribute('aria-label') ?? '')
  if (element.matches('a[href^="#"]')) return copyChildren(element, to)
  const kept = KEPT[tag]
  if (kept === undefined) return copyChildren(element, to)
  const copy = document.createElement(tag)
  for (const name of kept) copy.setAttribute(name, element.getAttribute(name) ?? '')
  for (const name of kept) if (copy.getAttribute(name) === '') copy.removeAttribute(name)
  to.append(copy)
  copyChildren(element, copy)
}

function addCode(text: string, to: Element): void {
  const code = document.createElement('code')
  code.textContent = text
  to.append(code)
}
