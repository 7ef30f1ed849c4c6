/** The field in `index.html`, painted with the page and ready to be written in; null once the window is there. */
export function firstField(): HTMLTextAreaElement | null {
  return document.querySelector('#first-words textarea')
}

/** What was written while the window was being made, and an end to the place it was written in. */
export function takeFirstWords(): string {
  const words = firstField()?.value ?? ''
  document.getElementById('first-words')?.remove()
  return words
}
