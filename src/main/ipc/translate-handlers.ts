import type { Translator } from '../translate/translator'
import type { Handlers } from './handlers'

type TranslateCalls = Extract<keyof Handlers, `translate:${string}`>

/** The sheet that is translated, and the runs of its parts. */
export function translateHandlers(translator: Translator): Pick<Handlers, TranslateCalls> {
  return {
    'translate:open': () => translator.open(),
    'translate:change': (change) => translator.change(change),
    'translate:swap': () => translator.swap(),
    'translate:stop': async () => {
      await translator.stop()
      return {}
    },
    'translate:resume': async () => {
      await translator.resume()
      return {}
    },
    'translate:again': async () => {
      await translator.again()
      return {}
    },
    'translate:retry-now': () => {
      translator.retryNow()
      return {}
    },
    'translate:attach': ({ runId }, viewer) => translator.attach(runId, viewer),
    'translate:detach': (_ask, viewer) => {
      translator.detach(viewer.id)
      return {}
    }
  }
}
