import type { Log } from '../log'
import { answerCall } from './answer-call'
import type { Handlers } from './handlers'
import type { Answerer } from './register'
import { ASKS } from './schemas'

/** Answers calls: `early` ones at once, all others when their handlers are there. */
export function createAnswerer(early: Partial<Handlers>, handlers: Promise<Handlers>, log: Log): Answerer {
  return async (name, ask, viewer) => {
    const handle = early[name] ?? (await handlers)[name]
    return answerCall(ASKS[name], handle, ask, viewer, (fault) => log.warn('call-failed', { call: name, fault }))
  }
}
