import { BrowserWindow, nativeTheme, type App as ElectronApp } from 'electron'
import { join } from 'node:path'
import type { Locale } from '../shared/domain/settings'
import * as m from '../shared/messages/messages.js'
import { Chat } from './chat/chat'
import type { ChatWorld } from './chat/chat-world'
import { appHandlers } from './ipc/app-handlers'
import { chatHandlers } from './ipc/chat-handlers'
import type { Handlers } from './ipc/handlers'
import { providerHandlers } from './ipc/provider-handlers'
import { broadcast, viewerOf } from './ipc/publish'
import { registerCalls } from './ipc/register'
import { settingsHandlers } from './ipc/settings-handlers'
import { transferHandlers } from './ipc/transfer-handlers'
import { findLocal } from './providers/find-local'
import { listModels } from './providers/model-list'
import { presetsWithDemo } from './providers/presets'
import { testProvider } from './providers/test-provider'
import { openBasics, openServices, type Basics, type Services } from './services'
import type { SettingsStore } from './settings/settings-store'
import { runTool, TOOLS } from './tools/tools'
import { APP_ORIGIN } from './window/app-scheme'
import { setMenu } from './window/menu'
import { openPageSession } from './window/page-session'
import { Windows } from './window/windows'

/** The program once it runs, as its life cycle needs it. */
export interface RunningApp {
  show(): void
  isAnswering(): boolean
  locale(): Locale
  /** Calls once no answer is being written; at once when none is. */
  whenIdle(run: () => void): void
  /** Puts everything away: the answers first, then the stores. */
  close(): Promise<void>
}

/**
 * Builds the services and hands them to each other. The first window is made before the history is open and loads
 * meanwhile: what its page asks waits for the services.
 */
export async function startApp(app: ElectronApp): Promise<RunningApp> {
  const basics = openBasics(app)
  const systemLocale = localeOf(app.getLocale())
  const locale = (): Locale => {
    const { language } = basics.settings.get()
    return language === 'system' ? systemLocale : language
  }
  const idle = new IdleWatch()
  let chat: Chat | null = null
  const windows = openWindows(app, basics, (viewerId) => chat?.live.forgetViewer(viewerId))
  const opening = openServices(app, basics).then((services) => {
    const opened = new Chat(chatWorld(services, idle), () => m.app_untitled({}, { locale: locale() }))
    chat = opened
    return { services, chat: opened }
  })
  const calls = opening.then((opened) => handlersOf(opened.services, opened.chat, windows, { systemLocale, locale }))
  registerCalls(calls, APP_ORIGIN, basics.log)
  followSettings(basics.settings, windows, locale)
  windows.open()
  return runningApp(await opening, windows, idle, locale)
}

function runningApp(
  { services, chat }: { services: Services; chat: Chat },
  windows: Windows,
  idle: IdleWatch,
  locale: () => Locale
): RunningApp {
  return {
    show: () => void windows.show(),
    isAnswering: () => chat.live.list().length > 0,
    locale,
    whenIdle: (run) => idle.when(run, () => chat.live.list().length === 0),
    close: async () => {
      await chat.close()
      await services.close()
    }
  }
}

function chatWorld(services: Services, idle: IdleWatch): ChatWorld {
  return {
    history: services.history,
    ports: services.ports,
    log: services.log,
    settings: () => services.settings.get(),
    provider: services.answeringProvider,
    rememberQuirks: services.rememberQuirks,
    secretFor: (provider) => services.keys.secretFor(provider),
    tools: { offered: TOOLS, run: runTool },
    broadcast: (name, event) => {
      broadcast(name, event)
      if (name === 'chat:live') idle.changed()
    }
  }
}

function openWindows(app: ElectronApp, { settings, log }: Basics, forgetViewer: (viewerId: number) => void): Windows {
  const root = app.getAppPath()
  const windows = new Windows({
    page: openPageSession(join(root, 'out', 'renderer')),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    icon: join(root, 'resources', 'icon-512.png'),
    lastPlace: () => settings.windowPlace('main'),
    rememberPlace: (place) => settings.putWindowPlace('main', place),
    background: () => (nativeTheme.shouldUseDarkColors ? '#16191b' : '#ffffff'),
    log
  })
  app.on('web-contents-created', (_event, contents) => {
    const { id } = contents
    contents.on('destroyed', () => forgetViewer(id))
    // A reloaded page attaches anew; what it was sent before would be a second copy. A navigation that only starts may
    // yet be refused, and the page that stays goes on reading.
    contents.on('did-navigate', () => forgetViewer(id))
  })
  return windows
}

function handlersOf(
  services: Services,
  chat: Chat,
  windows: Windows,
  { systemLocale, locale }: { systemLocale: Locale; locale: () => Locale }
): Handlers {
  const { history, settings, keys, provider, ports, notices } = services
  return {
    ...appHandlers({ notices, systemLocale, locale, newWindow: (id) => void windows.open(id) }),
    ...settingsHandlers(settings),
    ...transferHandlers({ history, transfers: services.transfers, locale, secrets: () => headerValues(settings) }),
    ...chatHandlers({
      chat,
      history,
      changed: (conversationId) => broadcast('conversations:changed', { conversationId }),
      deleted: (conversationId) => broadcast('conversations:deleted', { conversationId })
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

/** What the person's own headers say; some are as good as a key. */
function headerValues(settings: SettingsStore): readonly string[] {
  return settings.providers().flatMap(({ headers }) => headers.map(({ value }) => value))
}

/** The menu speaks the language of the settings, and the windows' frames follow their theme. */
function followSettings(settings: SettingsStore, windows: Windows, locale: () => Locale): void {
  const follow = (): void => {
    nativeTheme.themeSource = settings.get().theme
    setMenu(locale(), {
      platform: process.platform,
      newWindow: () => void windows.open(),
      command: (command) => {
        const window = BrowserWindow.getFocusedWindow() ?? windows.show()
        viewerOf(window.webContents).push('window:command', command)
      }
    })
  }
  follow()
  settings.onChange((changed) => {
    follow()
    broadcast('settings:changed', changed)
  })
}

/** Tells one waiting listener when the last answer has ended. */
class IdleWatch {
  private waiting: { run: () => void; isIdle: () => boolean } | null = null

  when(run: () => void, isIdle: () => boolean): void {
    if (isIdle()) return run()
    this.waiting = { run, isIdle }
  }

  changed(): void {
    if (!this.waiting?.isIdle()) return
    const { run } = this.waiting
    this.waiting = null
    run()
  }
}

function localeOf(system: string): Locale {
  return system.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
