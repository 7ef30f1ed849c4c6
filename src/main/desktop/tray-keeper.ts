import type { ConversationSummary } from '../../shared/domain/conversation'
import type { DesktopState } from '../../shared/domain/desktop'
import type { ConversationId } from '../../shared/domain/ids'
import type { Locale } from '../../shared/domain/settings'
import type { LiveRun } from '../../shared/ipc/events'
import type { TrayIcon } from './tray-icon'
import type { AnsweringNow } from './tray-menu'

/** A menu that is open closes when it is replaced: what changes together shall replace it once. */
const GATHER_MS = 150
const RECENT = 5

export interface TrayWorld {
  readonly icon: Pick<TrayIcon, 'show' | 'hide'>
  readonly recent: (limit: number) => Promise<readonly ConversationSummary[]>
  /** Rejects when there is no such conversation any more. */
  readonly title: (id: ConversationId) => Promise<string>
  readonly desktop: () => DesktopState
  readonly keys: () => string
  readonly locale: () => Locale
  readonly onRefused: (error: unknown) => void
}

/** Keeps the tray icon and its menu up to date, while the desktop shows one. */
export class TrayKeeper {
  #live: readonly LiveRun[] = []
  #translating = false
  #timer: ReturnType<typeof setTimeout> | null = null
  #closed = false

  constructor(private readonly world: TrayWorld) {}

  answering(live: readonly LiveRun[]): void {
    this.#live = live
    this.refresh()
  }

  /** Told with each piece; only a change is news. */
  translating(now: boolean): void {
    if (now === this.#translating) return
    this.#translating = now
    this.refresh()
  }

  refresh(): void {
    if (this.#closed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#show().catch(this.world.onRefused)
    }, GATHER_MS)
  }

  close(): void {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    this.world.icon.hide()
  }

  async #show(): Promise<void> {
    const { icon, desktop, keys, locale } = this.world
    if (!desktop().tray) return icon.hide()
    const [recent, answering] = await Promise.all([this.world.recent(RECENT), Promise.all(this.#live.map(this.#named))])
    // The tray may have gone meanwhile, and the program with it.
    const { tray, quickAsk } = desktop()
    if (this.#closed || !tray) return icon.hide()
    const named = recent.map(({ id, title }) => ({ id, title }))
    const translating = this.#translating
    icon.show({ recent: named, answering, translating, shortcut: quickAsk, quickAskKeys: keys() }, locale())
  }

  readonly #named = async ({ runId, conversationId }: LiveRun): Promise<AnsweringNow> => {
    const title = await this.world.title(conversationId).catch(() => '')
    return { runId, conversationId, title }
  }
}
