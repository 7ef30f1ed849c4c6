import type { Attachment } from 'svelte/attachments'

/** Keeps a text area as tall as its text, as far as its `max-height` lets it; `text` is read to hear of changes. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
  return (field) => {
    const isEmpty = text() === ''
    field.style.height = 'auto'
    // As high as its rows; measuring would have the whole page laid out before it is complete.
    if (isEmpty) return
    field.style.height = `${field.scrollHeight}px`
  }
}
