import { emptyContent } from '../../../shared/answer-content'
import type { RunId } from '../../../shared/domain/ids'
import type { AnswerContent } from '../../../shared/domain/message'
import { isLive, type AnswerState, type Attempt } from '../../../shared/domain/run'
import { isTranslated, type TranslatedPart, type Translation } from '../../../shared/domain/translation'
import type { AddedText, ShownRun } from '../run/run-view'

/** The run of a part as this window sees it. */
export interface LivePart {
  readonly runId: RunId
  readonly shown: ShownRun
}

/** A part as it is on the screen. */
export interface ShownPart {
  readonly text: string
  readonly gap: string
  /** The end of `text` that is new; null when that is not known. */
  readonly added: AddedText | null
  /** What it was before its text or language changed: better than a hole until the new one comes. */
  readonly stale: boolean
  readonly live: boolean
}

/** The parts with what a live run has added; `before` are the texts that were on the screen last. */
export function shownParts(
  parts: readonly TranslatedPart[],
  live: LivePart | null,
  before: readonly string[]
): readonly ShownPart[] {
  return parts.map((part, at): ShownPart => {
    const { gap, kept } = part
    const content = contentOf(part, live)
    const added = content !== null && content === live?.shown.content ? live.shown.added : null
    const text = kept ?? content?.text ?? ''
    const isOn = content !== null && isLive(content.state)
    if (kept !== null || text !== '') return { text, gap, added, stale: false, live: isOn }
    const old = before[at] ?? ''
    return { text: old, gap, added: null, stale: old !== '', live: isOn }
  })
}

/** How the translation as a whole stands, in the words of an answer; null for an empty sheet. */
export interface WholeState {
  readonly state: AnswerState
  readonly attempts: readonly Attempt[]
  /** The part that is asked, or that is missing; null when all is there. */
  readonly missing: AnswerContent | null
  /** Its number among those that are asked at all, from 1. */
  readonly at: number
  readonly of: number
}

export function wholeState({ parts, phase }: Translation, live: LivePart | null): WholeState | null {
  const asked = parts.filter(({ kept }) => kept === null)
  if (asked.length === 0) return null
  const contents = asked.map((part) => contentOf(part, live))
  const attempts = contents.flatMap((content) => content?.attempts ?? [])
  const index = contents.findIndex((content) => !isTranslated({ kept: null, content }))
  const at = index === -1 ? asked.length : index + 1
  if (index === -1) return { state: DONE, attempts, missing: null, at, of: asked.length }
  const missing = contents[index] ?? emptyContent({ phase: 'stopped' })
  // What is about to be asked waits, whatever became of it before.
  const state: AnswerState = phase === 'idle' || isLive(missing.state) ? missing.state : { phase: 'waiting' }
  return { state, attempts, missing, at, of: asked.length }
}

const DONE: AnswerState = { phase: 'ended', finish: 'stop', rawFinish: '' }

/** What is there of a part. A state that main tells is the newer one once it is none of a run that goes on. */
export function contentOf({ runId, content }: TranslatedPart, live: LivePart | null): AnswerContent | null {
  const isFollowed = live !== null && live.runId === runId && (content === null || isLive(content.state))
  return isFollowed ? live.shown.content : content
}

/** Whether a text is likely meant to be shown as Markdown: it has what plain words do not have by chance. */
export function looksFormatted(text: string): boolean {
  return /^ {0,3}(#{1,6} \S|`{3,}|~{3,}|\|.*\||[-*+] \S.*\n {0,3}[-*+] \S)/m.test(text)
}
