import hljs from 'highlight.js/lib/core'
import { languageKey } from './language-names'
import { LANGUAGES } from './languages'
import { runsOf, type Run } from './runs'

export interface HighlightAsk {
  readonly id: number
  readonly language: string
  readonly text: string
}

/** `runs` is null when the language is not known. */
export interface HighlightReply {
  readonly id: number
  readonly runs: readonly Run[] | null
}

async function runsFor(language: string, text: string): Promise<readonly Run[] | null> {
  const key = languageKey(language)
  const load = Object.hasOwn(LANGUAGES, key) ? LANGUAGES[key] : undefined
  if (load === undefined) return null
  if (hljs.getLanguage(key) === undefined) hljs.registerLanguage(key, (await load()).default)
  return runsOf(hljs.highlight(text, { language: key, ignoreIllegals: true }).value)
}

self.addEventListener('message', (event: MessageEvent<HighlightAsk>) => {
  const { id, language, text } = event.data
  void runsFor(language, text).then((runs) => self.postMessage({ id, runs } satisfies HighlightReply))
})
