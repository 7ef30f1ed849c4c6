import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { History } from '../../src/main/history/history'
import { openHistory } from '../../src/main/history/open-history'
import { answerOf, conversationOf, endedWith, questionOf } from '../../src/main/history/sample-turns'

const THREADS = resolve(import.meta.dirname, '../../out/main')

export interface StoredConversation {
  readonly title: string
  readonly messages: number
}

/** A profile with these conversations in its history, written as the app writes them. The caller removes it. */
export async function storedProfile(conversations: readonly StoredConversation[]): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'rill-stored-'))
  const { history } = await openHistory({ folder: profile, threads: THREADS })
  for (const conversation of conversations) await store(history, conversation)
  await history.close()
  return profile
}

export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 10 })
}

async function store(history: History, { title, messages }: StoredConversation): Promise<void> {
  const conversation = conversationOf({ title })
  const turns: (ReturnType<typeof questionOf> | ReturnType<typeof answerOf>)[] = []
  while (turns.length < messages) {
    const question = questionOf(conversation.id, turns.at(-1)?.id ?? null, `Question ${turns.length / 2 + 1}?`)
    const text = `Answer ${turns.length / 2 + 1}. It has a few lines of **text**,\n\n- a list\n- of two things\n\nand an end.`
    turns.push(question, { ...answerOf(question), ...endedWith(text) })
  }
  await history.begin({ conversation, messages: turns })
}
