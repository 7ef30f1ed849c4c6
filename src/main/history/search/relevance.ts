import { foldText } from '../../../shared/find-text'
import { everyPlace, hasPhrase, type Phrase } from '../../../shared/search/phrases'

/** The length of a text, in UTF-16 units, that neither helps nor harms. */
const USUAL_LENGTH = 400
/** As in BM25: how soon more of the same word counts for little, and how much the length of a text weighs. */
const SATURATION = 1.2
const BY_LENGTH = 0.75
const TITLE_WEIGHT = 1.5

/** How well a folded text that was found answers to these phrases: higher is better. */
export function relevanceOf(phrases: readonly Phrase[], folded: string, title: string): number {
  const foldedTitle = foldText(title)
  const slowness = SATURATION * (1 - BY_LENGTH + (BY_LENGTH * folded.length) / USUAL_LENGTH)
  return phrases.reduce((score, phrase) => {
    const count = everyPlace(phrase, folded).length
    const inText = (count * (SATURATION + 1)) / (count + slowness)
    return score + inText + (hasPhrase(phrase, foldedTitle) ? TITLE_WEIGHT : 0)
  }, 0)
}
