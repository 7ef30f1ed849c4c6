import { mayHoldNotes } from './notes'

/** The address of a link at the start of a line, in any list or quote; its label holds no bracket (CommonMark, 4.7). */
const ADDRESS = /^[ \t>*+\d.)-]*\[(?:[^[\]\\]|\\[^])+\]:/m

/** Whether something may stand in this text that gives another meaning to what comes before it. */
export function mayReachBack(text: string): boolean {
  // A formula that nothing closes turns out to be words, and so does a link whose address never comes.
  if (['$$', '\\[', ']['].some((mark) => text.includes(mark))) return true
  return mayHoldNotes(text) || (text.includes(']:') && ADDRESS.test(text))
}
