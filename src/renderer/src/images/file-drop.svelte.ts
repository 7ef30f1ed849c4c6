import type { Attachment } from 'svelte/attachments'

/**
 * Takes files that are dropped on an element, but not on one inside it that does, and not what is taken up in it, as a
 * picture is that it shows; all else is left to the page.
 */
export class FileDrop {
  #over = $state(false)
  #isOwn = false

  constructor(private readonly onFiles: (files: readonly File[]) => void) {}

  /** Whether files are held over it now. */
  get over(): boolean {
    return this.#over
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    const ending = new AbortController()
    const { signal } = ending
    element.addEventListener('dragstart', () => this.#takeUp(), { signal })
    element.addEventListener('dragend', () => (this.#isOwn = false), { signal })
    element.addEventListener('dragover', (event) => this.#hold(event), { signal })
    element.addEventListener('dragleave', (event) => this.#leave(event, element), { signal })
    element.addEventListener('drop', (event) => this.#take(event), { signal })
    return () => ending.abort()
  }

  /** Where what is dragged goes away meanwhile nothing ends, but the pointer moves again. */
  #takeUp(): void {
    this.#isOwn = true
    addEventListener('pointermove', () => (this.#isOwn = false), { once: true })
  }

  #hold(event: DragEvent): void {
    this.#over = !this.#isOwn && !event.defaultPrevented && hasFiles(event)
    if (!this.#over) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
  }

  #leave({ relatedTarget }: DragEvent, element: HTMLElement): void {
    if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) this.#over = false
  }

  #take(event: DragEvent): void {
    this.#over = false
    if (this.#isOwn || event.defaultPrevented || !hasFiles(event)) return
    event.preventDefault()
    this.onFiles([...(event.dataTransfer?.files ?? [])])
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
