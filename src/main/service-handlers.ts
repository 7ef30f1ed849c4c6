import { app } from 'electron'
import type { Locale } from '../shared/domain/settings'
import type { Chat } from './chat/chat'
import { chatHandlers } from './ipc/chat-handlers'
import type { Handlers } from './ipc/handlers'
import { providerHandlers } from './ipc/provider-handlers'
import { broadcast } from './ipc/publish'
import { transferHandlers } from './ipc/transfer-handlers'
import { translateHandlers } from './ipc/translate-handlers'
import type { JoinedDesktop } from './open-desktop'
import { findLocal } from './providers/find-local'
import { listModels } from './providers/model-list'
import { presetsWithDemo } from './providers/presets'
import { testProvider } from './providers/test-provider'
import type { Services } from './services'
import type { SettingsStore } from './settings/settings-store'
import type { Translator } from './translate/translator'

/** What answers a page once the services are there. */
export interface Opened {
  readonly services: Services
  readonly chat: Chat
  readonly translator: Translator
  readonly joined: JoinedDesktop
}

type ServiceHandlers = Omit<Handlers, `app:${string}` | `settings:${string}`>

/** More conversations than this are not named to every window: reading the open one again costs less. */
const MOST_NAMED = 1_000

/** All that needs a service; what needs none is answered before. */
export function serviceHandlers({ services, chat, translator, joined }: Opened, locale: () => Locale): ServiceHandlers {
  const { history, settings, keys, provider, ports } = services
  return {
    ...transferHandlers({
      history,
      transfers: services.transfers,
      locale,
      secrets: () => headerValues(settings),
      backUp: services.backUp,
      restart
    }),
    ...joined.handlers,
    ...translateHandlers(translator),
    ...chatHandlers({
      chat,
      history,
      changed: (conversationId) => {
        broadcast('conversations:changed', { conversationId })
        joined.conversationsChanged()
      },
      deleted: (conversationId) => broadcast('conversations:deleted', { conversationId }),
      listChanged: (ids) =>
        broadcast('history:changed', { conversationIds: ids.length > MOST_NAMED ? null : ids })
    }),
    ...providerHandlers({
      presets: presetsWithDemo(services.demoBaseUrl),
      stored: settings,
      keys,
      provider,
      models: async (one) => listModels(one, await keys.secretFor(one), ports),
      test: async (one, model) =>
        testProvider(one, await keys.secretFor(one), model, ports, (quirks) => services.rememberQuirks(one.id, quirks)),
      findLocal: () => findLocal(ports),
      changed: (providerId) => broadcast('providers:changed', { providerId })
    })
  }
}

/** Quitting asks where an answer is being written; where the person says no, the next start is theirs. */
function restart(): void {
  app.relaunch()
  app.quit()
}

/** What the person's own headers say; some are as good as a key. */
function headerValues(settings: SettingsStore): readonly string[] {
  return settings.providers().flatMap(({ headers }) => headers.map(({ value }) => value))
}
