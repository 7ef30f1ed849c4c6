import type { Attachment } from 'svelte/attachments'

/** Keeps a text area as tall as its text, as far as its `max-height` lets it; `text` is read to hear of changes. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
  return (field) => {
    const isEmpty = text() === ''
    if (!isEmpty) return measured(field)
    // As high as its rows; measuring would have the whole page laid out before it is complete.
    field.style.height = 'auto'
  }
}

/** What is around it keeps its size meanwhile: a view beside it that grew for a moment would leave its end. */
function measured(field: HTMLTextAreaElement): void {
  const around = field.parentElement
  if (around) around.style.height = `${around.offsetHeight}px`
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
  if (around) around.style.height = ''
}
