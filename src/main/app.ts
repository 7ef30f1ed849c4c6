import { webContents, type App as ElectronApp, type WebContents } from 'electron'
import type { Locale } from '../shared/domain/settings'
import type { Events } from '../shared/ipc/events'
import * as m from '../shared/messages/messages.js'
import { Chat } from './chat/chat'
import type { ChatWorld, RunWorld } from './chat/chat-world'
import { faultOf } from './fault-error'
import type { Front } from './front'
import { createAnswerer } from './ipc/answerer'
import { appHandlers } from './ipc/app-handlers'
import { broadcast } from './ipc/publish'
import { settingsHandlers } from './ipc/settings-handlers'
import { followSettings } from './follow-settings'
import { followSpelling } from './follow-spelling'
import { openBasics, openServices, type Services } from './services'
import { OpenDesktop, type JoinedDesktop } from './open-desktop'
import { openRest } from './open-rest'
import type { ProgramWants } from './program-wants'
import type { RestWatch } from './rest-watch'
import { serviceHandlers, type Opened } from './service-handlers'
import type { SettingsStore } from './settings/settings-store'
import { runTool, TOOLS } from './tools/tools'
import { Translator, type TranslateWorld } from './translate/translator'
import { showContextMenu } from './window/context-menu'
import { WindowsNow } from './window/windows-now'
import type { Unfinished } from './window/quit-guard'
import type { Windows } from './window/windows'

/** The program once it runs, as its life cycle needs it. */
export interface RunningApp {
  serve(wants: ProgramWants): void
  /** What is being written and would be broken off. */
  unfinished(): Unfinished | null
  /** Nothing of it is on the screen. */
  isUnseen(): boolean
  /** A tray icon stands for it, and the person wants it to go on behind that. */
  staysInTray(): boolean
  /** Calls each time the last of what is on the screen has gone. */
  onUnseen(listener: () => void): void
  locale(): Locale
  /** Calls once nothing is being written; at once when none is. */
  whenIdle(run: () => void): void
  /** Puts everything away: the answers first, then the stores. */
  close(): Promise<void>
}

/**
 * Builds the services and hands them to each other, behind windows that are already loading. What needs no service is
 * answered at once; all else a page asks waits for the services.
 */
export async function startApp(app: ElectronApp, front: Front, wants: ProgramWants): Promise<RunningApp> {
  const basics = openBasics(app)
  const { settings, notices, log } = basics
  const { windows, page } = front
  const systemLocale = localeOf(app.getLocale())
  const locale = localeFrom(settings, systemLocale)
  const { spelling, words } = followSpelling(app, settings, page.page, log)
  const windowsNow = new WindowsNow(windows)
  forgetViewers(app, (id) => windowsNow.forget(id))
  const early = {
    ...appHandlers({ notices, systemLocale, locale, windowsNow, newWindow: (id) => void windows.open(id) }),
    ...settingsHandlers({
      stored: settings,
      locale,
      spelling: () => spelling.state,
      providersChanged: () => broadcast('providers:changed', { providerId: null })
    }),
    'providers:list': () => settings.providers()
  }
  const idle = new IdleWatch()
  const desktop = new OpenDesktop({ basics, page, windows, locale })
  followSettings(settings, windows, windowsNow, locale, () => desktop.desktop.quick.show())
  const told: Told = { joined: null }
  const opening = openServices(app, basics).then(async (services): Promise<Opened> => {
    const chat = new Chat(chatWorld(services, idle, told), () => m.app_untitled({}, { locale: locale() }))
    const translator: Translator = new Translator(
      translateWorld(services, locale, () => {
        idle.changed()
        told.joined?.translating(translator.isBusy)
      })
    )
    services.transfers.giveWayWhile(() => chat.live.list().length > 0 || translator.isTranslating)
    forgetViewers(app, (id) => {
      chat.live.forgetViewer(id)
      translator.detach(id)
    })
    const joined = await desktop.join(services, chat, translator)
    told.joined = joined
    idle.rest = openRest(app, {
      isIdle: () => chat.live.list().length === 0 && !translator.isBusy,
      restHistory: () => services.history.rest(),
      onRefused: (error) => log.warn('history-not-rested', { fault: faultOf(error) })
    })
    return { services, chat, translator, joined }
  })
  const handlers = opening.then((opened) => ({ ...early, ...serviceHandlers(opened, locale) }))
  front.connect({
    log,
    rememberPlace: settings.putWindowPlace,
    contextMenu: (window, params) => showContextMenu(window, params, locale(), words),
    answer: createAnswerer(early, handlers, log)
  })
  if (!front.isServed) void serve(wants, windows, desktop)
  return runningApp(await opening, windows, desktop, idle, locale)
}

function localeFrom(settings: SettingsStore, systemLocale: Locale): () => Locale {
  return () => {
    const { language } = settings.get()
    return language === 'system' ? systemLocale : language
  }
}

/** Who else is told what the chat tells the windows. */
interface Told {
  joined: JoinedDesktop | null
}

async function serve(wants: ProgramWants, windows: Windows, desktop: OpenDesktop): Promise<void> {
  if (wants.kind === 'quick-ask') desktop.desktop.quick.show()
  else if (wants.kind === 'conversation') desktop.openInWindow(wants.conversationId)
  else if (wants.kind === 'window' || !(await desktop.desktop.willStayInTray())) windows.show()
}

function runningApp(
  { services, chat, translator, joined }: Opened,
  windows: Windows,
  desktop: OpenDesktop,
  idle: IdleWatch,
  locale: () => Locale
): RunningApp {
  const unfinished = (): Unfinished | null =>
    chat.live.areGrowing ? 'answer' : translator.isBusy ? 'translation' : null
  return {
    serve: (wants) => void serve(wants, windows, desktop),
    unfinished,
    isUnseen: () => desktop.isUnseen,
    staysInTray: () => desktop.desktop.staysInTray,
    onUnseen: (listener) => desktop.onUnseen(listener),
    locale,
    whenIdle: (run) => idle.when(run, () => unfinished() === null),
    close: async () => {
      idle.rest?.close()
      await Promise.all([chat.close(), translator.close()])
      await joined.close()
      await services.close()
    }
  }
}

function runWorld(services: Services): RunWorld {
  return {
    ports: services.ports,
    log: services.log,
    settings: () => services.settings.get(),
    provider: services.answeringProvider,
    rememberQuirks: services.rememberQuirks,
    secretFor: (provider) => services.keys.secretFor(provider)
  }
}

function chatWorld(services: Services, idle: IdleWatch, told: Told): ChatWorld {
  return {
    ...runWorld(services),
    history: services.history,
    tools: { offered: TOOLS, run: runTool },
    broadcast: (name, event) => {
      broadcast(name, event)
      if (name === 'chat:live') {
        idle.changed()
        told.joined?.liveChanged(event as Events['chat:live'])
      }
      if (name === 'conversations:changed') told.joined?.conversationsChanged()
    }
  }
}

function translateWorld(services: Services, locale: () => Locale, changed: () => void): TranslateWorld {
  return {
    ...runWorld(services),
    store: services.translations,
    locale,
    changed: (translation) => {
      broadcast('translate:changed', translation)
      changed()
    }
  }
}

/** A window that goes or loads anew attaches anew; what it was sent before would be a second copy. */
function forgetViewers(app: ElectronApp, forget: (viewerId: number) => void): void {
  const follow = (contents: WebContents): void => {
    const { id } = contents
    contents.on('destroyed', () => forget(id))
    // A navigation that only starts may yet be refused, and the page that stays goes on reading.
    contents.on('did-navigate', () => forget(id))
  }
  webContents.getAllWebContents().forEach(follow)
  app.on('web-contents-created', (_event, contents) => follow(contents))
}

/** Tells one waiting listener when the last answer has ended, and has the program rest after it. */
class IdleWatch {
  rest: RestWatch | null = null
  private waiting: { run: () => void; isIdle: () => boolean } | null = null

  when(run: () => void, isIdle: () => boolean): void {
    if (isIdle()) return run()
    this.waiting = { run, isIdle }
  }

  changed(): void {
    this.rest?.changed()
    if (!this.waiting?.isIdle()) return
    const { run } = this.waiting
    this.waiting = null
    run()
  }
}

function localeOf(system: string): Locale {
  return system.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
