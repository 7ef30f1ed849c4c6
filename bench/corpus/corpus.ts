import { seededRandom, type SeededRandom } from '../../tests/soak/seeded-random'
import { answerText, questionText } from './corpus-text'
import { ENGLISH, HAN } from './words'

export interface CorpusMessage {
  readonly id: string
  readonly parentId: string | null
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly createdAtMs: number
}

export interface CorpusConversation {
  readonly id: string
  readonly title: string
  readonly model: string
  readonly createdAtMs: number
  readonly messages: readonly CorpusMessage[]
}

export interface CorpusOptions {
  readonly messages: number
  readonly seed: number
}

/** 2026-01-01; the newest message is older. */
const END_MS = 1_767_225_600_000
const YEARS_MS = 3 * 365 * 24 * 3_600_000
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'deepseek-chat', 'qwen2.5-72b', 'llama-3.3-70b'] as const
const CHINESE_SHARE = 0.3

/** Conversations as somebody has had them over three years, the oldest first; one seed always gives the same. */
export function* corpus({ messages, seed }: CorpusOptions): Generator<CorpusConversation> {
  const random = seededRandom(seed)
  for (let made = 0, nth = 0; made < messages; nth++) {
    const count = Math.min(messages - made, 2 * random.between(1, 9))
    const createdAtMs = Math.floor(END_MS - YEARS_MS + (YEARS_MS * made) / messages)
    const conversation = conversationOf(random, `${seed.toString(36)}-${nth.toString(36)}`, createdAtMs, count)
    made += count
    yield conversation
  }
}

function conversationOf(random: SeededRandom, id: string, createdAtMs: number, count: number): CorpusConversation {
  const isChinese = random.chance(CHINESE_SHARE)
  const words = Array.from({ length: random.between(2, 6) }, () => (isChinese ? HAN : ENGLISH).next(random))
  const model = MODELS[random.between(0, MODELS.length - 1)] ?? MODELS[0]
  const messages: CorpusMessage[] = []
  for (let at = 0; at < count; at++) {
    const role = at % 2 === 0 ? 'user' : 'assistant'
    const text = role === 'user' ? questionText(random, isChinese) : answerText(random, isChinese)
    const parentId = messages.at(-1)?.id ?? null
    messages.push({ id: `${id}-${at}`, parentId, role, text, createdAtMs: createdAtMs + at * 9_000 })
  }
  return { id, title: words.join(isChinese ? '' : ' '), model, createdAtMs, messages }
}
