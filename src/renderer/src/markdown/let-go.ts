import { isPassedOver } from './section-heights'

/** A translation stands in a container whose size its styles ask for: there the style below would cost a layout. */
const SECTIONS = '.answer .section'

/**
 * Has the sections of answers that the browser passes over give up their boxes, which it would keep for as long as they
 * are shown: 7 MB of 20,000 tokens. They are made anew when a section comes near the view. Nothing is laid out between,
 * so nothing moves, and what is scrolled inside a section stays where it is.
 */
export function letGoOfBoxes(page: Document): void {
  const sections = [...page.querySelectorAll<HTMLElement>(SECTIONS)].filter(isPassedOver)
  for (const section of sections) section.style.display = 'none'
  // Asking for a style takes the boxes away; without it the browser sees no change at all.
  for (const section of sections) void getComputedStyle(section).display
  for (const section of sections) section.style.display = ''
}
