import { app, type BrowserWindow } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ConversationId } from '../shared/domain/ids'
import type { Locale } from '../shared/domain/settings'
import type { LiveRun } from '../shared/ipc/events'
import type { Chat } from './chat/chat'
import { EndedAnswers } from './desktop/answer-news'
import { Desktop } from './desktop/desktop'
import { setLoginItem } from './desktop/login-item'
import { NewsTeller } from './desktop/news-teller'
import { NotKept } from './desktop/not-kept'
import { QuickAsk } from './desktop/quick-ask'
import { TrayIcon } from './desktop/tray-icon'
import { TrayKeeper } from './desktop/tray-keeper'
import { faultOf } from './fault-error'
import { desktopHandlers } from './ipc/desktop-handlers'
import { broadcast, viewerOf } from './ipc/publish'
import { programCommand } from './program-command'
import type { Translator } from './translate/translator'
import type { Basics, Services } from './services'
import type { PageWindowOptions } from './window/page-window'
import type { Windows } from './window/windows'

export interface DesktopWorld {
  readonly basics: Basics
  readonly page: PageWindowOptions
  readonly windows: Windows
  readonly locale: () => Locale
}

/** What the desktop does for the conversations, once they are there. */
export interface JoinedDesktop {
  readonly handlers: ReturnType<typeof desktopHandlers>
  liveChanged(live: readonly LiveRun[]): void
  conversationsChanged(): void
  translating(now: boolean): void
  /** To be called when the answers are put away and the history is still open. */
  close(): Promise<void>
}

/** The program's place on the desktop, and the conversations it shows there. */
export class OpenDesktop {
  readonly desktop: Desktop
  #joined: { readonly quick: QuickAsk; readonly tray: TrayKeeper } | null = null
  #onUnseen: () => void = () => undefined

  constructor(private readonly world: DesktopWorld) {
    const { basics, page, windows } = world
    this.desktop = new Desktop({
      platform: process.platform,
      env: process.env,
      takesKeys: !app.commandLine.hasSwitch('no-global-shortcuts'),
      quickAskCommand: [...programCommand(app), '--quick-ask'].join(' '),
      settings: () => basics.settings.get(),
      quickWindow: { ...page, textScale: () => basics.settings.get().textSize / 100, onHide: () => this.hidden() },
      changed: (state) => {
        broadcast('desktop:changed', state)
        this.#joined?.tray.refresh()
        // The icon it was behind has gone.
        if (!state.tray && this.isUnseen) this.#onUnseen()
      }
    })
    windows.onGone(() => this.seenLess())
    this.followSettings()
  }

  /** Nothing of the program is on the screen. */
  get isUnseen(): boolean {
    return this.world.windows.all.length === 0 && !this.desktop.quick.isVisible
  }

  /** Called each time the last of what is on the screen has gone. */
  onUnseen(listener: () => void): void {
    this.#onUnseen = listener
  }

  /** Shows it in the window that was in front last. */
  openInWindow(id: ConversationId | null): void {
    const { windows } = this.world
    if (windows.all.length === 0) return void windows.open(id)
    viewerOf(windows.show().webContents).push('window:open', { conversationId: id })
  }

  /** The same with what was written in the small window, which the page takes for itself. */
  private handOver(id: ConversationId | null): void {
    const { windows } = this.world
    if (windows.all.length === 0) return void windows.open(id)
    viewerOf(windows.show().webContents).push('window:handed-over', {})
  }

  /** What is not kept is read where it was asked: anywhere else it would go while it is read. */
  private read(id: ConversationId | null, quick: QuickAsk): void {
    if (id === null || quick.keeps(id)) this.openInWindow(id)
    else this.desktop.quick.show()
  }

  private translateInWindow(): void {
    const { windows } = this.world
    if (windows.all.length === 0) return void windows.open('translate')
    viewerOf(windows.show().webContents).push('window:command', 'translate')
  }

  async join({ history }: Services, chat: Chat, translator: Pick<Translator, 'stop'>): Promise<JoinedDesktop> {
    const { basics, locale } = this.world
    const quick = this.openQuickAsk(chat, history)
    await quick.eraseLeft()
    const tray = new TrayKeeper({
      icon: new TrayIcon(resources(), process.platform, {
        ask: () => this.desktop.quick.show(),
        open: (id) => this.read(id, quick),
        stop: (runId) => chat.live.stop(runId),
        showTranslation: () => this.translateInWindow(),
        stopTranslation: () => void translator.stop(),
        pause: (paused) => this.desktop.pause(paused),
        quit: () => app.quit()
      }),
      recent: (limit) => history.list(limit, 0),
      title: async (id) => (await history.conversation(id)).title,
      desktop: () => this.desktop.state,
      keys: () => basics.settings.get().shortcuts.quickAsk,
      locale,
      onRefused: (error) => basics.log.warn('tray-not-told', { fault: faultOf(error) })
    })
    this.#joined = { quick, tray }
    const tell = this.teller(history, quick)
    tray.refresh()
    this.desktop.start()
    return {
      handlers: desktopHandlers({
        state: () => this.desktop.state,
        record: (recording) => this.desktop.record(recording),
        window: this.desktop.quick,
        quick
      }),
      liveChanged: (live) => {
        quick.liveChanged(live)
        tray.answering(live)
        showProgress(this.world.windows.all, live.length > 0)
        void tell(live)
      },
      conversationsChanged: () => tray.refresh(),
      translating: (now) => tray.translating(now),
      close: async () => {
        tray.close()
        this.desktop.close()
        await quick.eraseLeft()
      }
    }
  }

  private openQuickAsk(chat: Chat, history: Services['history']): QuickAsk {
    const { basics } = this.world
    return new QuickAsk({
      window: this.desktop.quick,
      notKept: new NotKept(join(app.getPath('userData'), 'not-kept.json')),
      erase: async (id) => {
        await history.deleteMany([id])
        await history.purge([id])
        broadcast('conversations:changed', { conversationId: id })
        broadcast('conversations:deleted', { conversationId: id })
      },
      stop: (id) => chat.stopConversation(id),
      showInWindow: (id) => this.handOver(id),
      translateInWindow: () => this.translateInWindow(),
      onRefused: (fault) => basics.log.warn('not-kept-not-erased', { fault })
    })
  }

  private teller(history: Services['history'], quick: QuickAsk): (live: readonly LiveRun[]) => Promise<void> {
    const { basics, locale, page } = this.world
    const ended = new EndedAnswers((id) => history.message(id))
    const teller = new NewsTeller(page.icon, (id) => this.read(id, quick))
    return async (live) => {
      for (const { conversationId, news } of await ended.take(live)) {
        // Asked first: one that is erased in between is not there to be read. The system keeps what it is told.
        const isKept = quick.keeps(conversationId)
        const conversation = await history.conversation(conversationId).catch(() => null)
        if (!conversation || !basics.settings.get().tellWhenReady) continue
        teller.tell(news, isKept ? conversation : { id: conversationId, title: '' }, locale())
      }
    }
  }

  private followSettings(): void {
    const { settings, log } = this.world.basics
    let { startAtLogin } = settings.get()
    settings.onChange((now) => {
      this.desktop.follow()
      this.#joined?.tray.refresh()
      if (now.startAtLogin === startAtLogin) return
      startAtLogin = now.startAtLogin
      try {
        setLoginItem(startAtLogin, {
          platform: process.platform,
          env: process.env,
          home: homedir(),
          command: programCommand(app),
          tellSystem: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args: ['--background'] })
        })
      } catch (error) {
        log.warn('login-item-not-set', { fault: faultOf(error) })
      }
    })
  }

  private hidden(): void {
    this.#joined?.quick.hidden()
    this.seenLess()
  }

  private seenLess(): void {
    if (this.isUnseen) this.#onUnseen()
  }
}

/** In the task bar, where the desktop has one that shows it; nobody knows how long an answer will be. */
function showProgress(windows: readonly BrowserWindow[], answering: boolean): void {
  const indeterminate = 2
  const none = -1
  for (const window of windows) window.setProgressBar(answering ? indeterminate : none)
}

function resources(): string {
  return join(app.getAppPath(), 'resources')
}
