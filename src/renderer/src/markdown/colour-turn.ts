/** What waits for its colours. */
export interface Colourable {
  readonly node: Element
  colour(): void
}

/**
 * How long code stands before it is coloured: by then a flood has carried it out of view, and what is passed over needs
 * no colours until it is scrolled to.
 */
const STANDS_MS = 150

/** What waits in the sections that the browser passes over. */
const passedOver = new WeakMap<Element, Colourable[]>()

/** Colours this in a moment, or once its section comes near the view. */
export function colourInTurn(code: Colourable): void {
  setTimeout(() => {
    const section = code.node.closest('.section')
    const waiting = section && passedOver.get(section)
    if (waiting) waiting.push(code)
    else code.colour()
  }, STANDS_MS)
}

/** The browser passes over this section from now on. */
export function sectionPassed(section: Element): void {
  if (!passedOver.has(section)) passedOver.set(section, [])
}

/** It is near the view again. */
export function sectionShown(section: Element): void {
  for (const code of left(section)) code.colour()
}

/** Whether it is passed over is not known any more. */
export function sectionForgotten(section: Element): void {
  for (const code of left(section)) colourInTurn(code)
}

function left(section: Element): readonly Colourable[] {
  const waiting = passedOver.get(section) ?? []
  passedOver.delete(section)
  return waiting
}
