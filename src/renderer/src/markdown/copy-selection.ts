import { htmlCopy, linesAsHtml } from './html-copy'
import { plainCopy } from './plain-copy'
import { selectedPart } from './selected-part'

/** What was written: answers, and texts that are shown as they are. */
const WRITTEN = '.markdown, [data-written]'

interface Copied {
  readonly text: string
  readonly html: string
}

/**
 * What is copied is what was written: no buttons, no class names, formulas as their source, however many messages the
 * selection is in. For the document: after `Select all` the event is at none of them. Where nothing of them is
 * selected, the browser copies.
 */
export function copySelection(event: ClipboardEvent): void {
  const selection = getSelection()
  if (event.defaultPrevented || !event.clipboardData || !selection || selection.rangeCount === 0) return
  const copied = copiedOf(selection.getRangeAt(0))
  if (copied.length === 0) return
  event.clipboardData.setData('text/plain', copied.map(({ text }) => text).join('\n\n'))
  event.clipboardData.setData('text/html', copied.map(({ html }) => html).join(''))
  event.preventDefault()
}

function copiedOf(range: Range): Copied[] {
  return [...document.querySelectorAll(WRITTEN)].flatMap((written) => {
    // A conversation that is behind another view.
    if (written.closest('[hidden]')) return []
    const part = selectedPart(written, range)
    if (part === null) return []
    const copied = written.matches('.markdown') ? { text: plainCopy(part), html: htmlCopy(part) } : copiedLines(part)
    return copied.text.trim() === '' ? [] : [copied]
  })
}

function copiedLines(part: Node): Copied {
  const text = part.textContent ?? ''
  return { text, html: linesAsHtml(text) }
}
