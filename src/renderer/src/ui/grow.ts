import type { Attachment } from 'svelte/attachments'

/** Keeps a text area as tall as its text, as far as its `max-height` lets it; `text` is read to hear of changes. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
  return (field) => {
    text()
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }
}
