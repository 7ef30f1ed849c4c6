import { copyContent, emptyContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { ChosenModel, TranslationChoices } from '../../shared/domain/translation'
import type { RunWorld } from '../chat/chat-world'
import { startLiveRun, type StartedLiveRun } from '../chat/live-run'
import { portsFor, runPlan } from '../chat/run-plan'
import { faultError } from '../fault-error'
import type { StoredPart, TranslationStore } from '../history/translation-store'
import { GO_ON, TRANSLATION_TEMPERATURE, translationPrompt } from './translation-prompt'

export type PartRun = StartedLiveRun<{ readonly runId: RunId }>

type Choices = Pick<TranslationChoices, 'from' | 'to' | 'model'>

/** What a translation needs of the rest of the app. */
export interface PartWorld extends RunWorld {
  readonly store: TranslationStore
}

/** Starts the run that translates this text, on from what the part has. Throws when there is no such provider. */
export function startPart(world: PartWorld, choices: Choices, text: string, part: StoredPart): PartRun {
  const { providerId, model } = chosenModel(world, choices.model)
  if (model === '') throw faultError('bad_ask', 'no model is chosen')
  const provider = world.provider(providerId)
  return startLiveRun({
    run: { runId: part.runId },
    beginning: part.content,
    opening: [],
    journal: world.store,
    plan: runPlan(world, {
      provider,
      settings: { model, systemPrompt: translationPrompt(choices), temperature: TRANSLATION_TEMPERATURE },
      path: [{ role: 'user', text }],
      tools: [],
      continueWording: GO_ON,
      goesOnFrom: part.content.text,
      keep: () => Promise.resolve()
    }),
    ports: portsFor(provider, world.ports),
    settings: world.settings,
    onDiskFault: (fault) => world.log.error('frame-not-committed', { fault })
  })
}

function chosenModel({ settings, provider }: PartWorld, chosen: ChosenModel | null): ChosenModel {
  if (chosen) return chosen
  const providerId = settings().chosenProviderId
  return { providerId, model: provider(providerId).model }
}

/** What has been translated of a part goes on; what failed before its first word begins anew. */
export function beginningOf(before: AnswerContent | undefined): AnswerContent {
  if (!before || before.text === '') return emptyContent()
  return { ...copyContent(before), state: { phase: 'waiting' } }
}
