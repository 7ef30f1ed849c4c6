import type { Attachment } from 'svelte/attachments'

/** Takes files that are dropped on an element and not on one inside it that does; all else is left to the page. */
export class FileDrop {
  #over = $state(false)

  constructor(private readonly onFiles: (files: readonly File[]) => void) {}

  /** Whether files are held over it now. */
  get over(): boolean {
    return this.#over
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    const ending = new AbortController()
    const { signal } = ending
    element.addEventListener('dragover', (event) => this.#hold(event), { signal })
    element.addEventListener('dragleave', (event) => this.#leave(event, element), { signal })
    element.addEventListener('drop', (event) => this.#take(event), { signal })
    return () => ending.abort()
  }

  #hold(event: DragEvent): void {
    this.#over = !event.defaultPrevented && hasFiles(event)
    if (!this.#over) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
  }

  #leave({ relatedTarget }: DragEvent, element: HTMLElement): void {
    if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) this.#over = false
  }

  #take(event: DragEvent): void {
    this.#over = false
    if (event.defaultPrevented || !hasFiles(event)) return
    event.preventDefault()
    this.onFiles([...(event.dataTransfer?.files ?? [])])
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
