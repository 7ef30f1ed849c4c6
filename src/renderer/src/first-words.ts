/** Somebody who does not come to an end of a word would never see the window. */
const LONGEST_WORD_MS = 5_000

/** Settles when a word that is being put together, as in Chinese, has been put into the first field. */
let word = Promise.resolve()

/** The field in `index.html`, painted with the page and ready to be written in; null once the window is there. */
export function firstField(): HTMLTextAreaElement | null {
  return document.querySelector('#first-words textarea')
}

/** Begins what is written before the window is built. */
export function startFirstWords(): void {
  const field = firstField()
  field?.addEventListener('compositionstart', () => {
    word = new Promise((resolve) => {
      field.addEventListener('compositionend', () => resolve(), { once: true })
      setTimeout(resolve, LONGEST_WORD_MS)
    })
  })
  field?.focus()
}

/** Until nobody is in the middle of a word; the field can be taken away then. */
export function firstWordsDone(): Promise<void> {
  return word
}

/** What was written while the window was being made, and an end to the place it was written in. */
export function takeFirstWords(): string {
  const words = firstField()?.value ?? ''
  document.getElementById('first-words')?.remove()
  return words
}
