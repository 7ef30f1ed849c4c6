import type { ConversationId } from '../../shared/domain/ids'
import type { Locale, Settings, SettingsChange } from '../../shared/domain/settings'
import type { Fault } from '../../shared/fault'
import type { AppInfo } from '../../shared/ipc/calls'
import { call, on } from './bridge'
import { addressedConversation, addressesTranslate, addressOf, TRANSLATE_ADDRESS } from './address'
import { Drafts } from './chat/drafts'
import { firstWordsDone, takeFirstWords } from './first-words'
import type { ShownHit } from './chat/shown-hit'
import { ThreadPlaces } from './chat/thread-places'
import { Notices } from './notices/notices.svelte'
import type { SettingsPlace } from './settings/settings-place'
import { toasts } from './ui/toasts.svelte'
import { m, showLocale, wantedLocale } from './words'

/** What fills the main area. */
export type View =
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId | null }
  | { readonly kind: 'translate' }
  | { readonly kind: 'settings'; readonly at: SettingsPlace }

export type Start =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly fault: Fault }
  | { readonly phase: 'ready'; readonly info: AppInfo; readonly settings: Settings }

/** What this window shows: the settings as main holds them, and where in the app the person is. */
export class AppState {
  #start = $state.raw<Start>({ phase: 'loading' })
  #conversationId = $state.raw<ConversationId | null>(addressedConversation(location.hash))
  #settingsAt = $state.raw<SettingsPlace | null>(null)
  #translating = $state(addressesTranslate(location.hash))
  /** The same empty conversation twice is a new one all the same. */
  #visit = $state(0)
  #hit = $state.raw<ShownHit | null>(null)
  #draftsRead: Promise<void> = Promise.resolve()
  drawerOpen = $state(false)
  /** These outlive the views, which another language builds anew. */
  readonly places = new ThreadPlaces()
  readonly drafts = new Drafts((draft) => void call('drafts:put', draft))
  readonly notices = new Notices()

  get start(): Start {
    return this.#start
  }

  get locale(): Locale {
    if (this.#start.phase !== 'ready') return 'en'
    return wantedLocale(this.#start.settings.language, this.#start.info.systemLocale)
  }

  get conversationId(): ConversationId | null {
    return this.#conversationId
  }

  get view(): View {
    if (this.#settingsAt !== null) return { kind: 'settings', at: this.#settingsAt }
    if (this.#translating) return { kind: 'translate' }
    return { kind: 'conversation', conversationId: this.#conversationId }
  }

  /** What the shown conversation was opened at; null for where the person was in it. */
  get hit(): ShownHit | null {
    return this.#hit
  }

  get visit(): number {
    return this.#visit
  }

  async load(): Promise<void> {
    this.#start = { phase: 'loading' }
    this.#draftsRead = this.#loadDrafts()
    const [info, settings] = await Promise.all([call('app:info', {}), call('settings:get', {})])
    await firstWordsDone()
    // Not earlier: until the window is built, which is in this same task, the keys go to where they went.
    this.drafts.addTyped(this.#conversationId, takeFirstWords())
    if (!info.ok) this.#start = { phase: 'failed', fault: info.fault }
    else if (!settings.ok) this.#start = { phase: 'failed', fault: settings.fault }
    else {
      this.notices.start(info.value.notices)
      this.#become(info.value, settings.value)
    }
  }

  /** They come with the history, which opens while one can already write. */
  async #loadDrafts(): Promise<void> {
    const drafts = await call('drafts:get', {})
    // A history that cannot be asked says so where the conversations are.
    if (drafts.ok) this.drafts.start(drafts.value)
  }

  /** Follows what other windows and menus change; returns the way to stop. */
  follow(): () => void {
    const stops = [
      this.notices.follow(),
      on('conversations:deleted', ({ conversationId }) => this.places.forget(conversationId)),
      on('settings:changed', (settings) => {
        if (this.#start.phase === 'ready') this.#become(this.#start.info, settings)
      })
    ]
    const leave = (): void => this.drafts.flush()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      stops.forEach((stop) => stop())
    }
  }

  /** Null when it is saved; else why not. */
  async change(change: SettingsChange): Promise<Fault | null> {
    const reply = await call('settings:change', change)
    if (!reply.ok) return reply.fault
    if (this.#start.phase === 'ready') this.#become(this.#start.info, reply.value)
    return null
  }

  open(conversationId: ConversationId | null, hit: ShownHit | null = null): void {
    if (hit) this.places.of(conversationId).at = { id: hit.messageId, gapPx: 0 }
    this.#hit = hit
    this.#settingsAt = null
    this.#translating = false
    this.drawerOpen = false
    this.#conversationId = conversationId
    this.#visit += 1
    history.replaceState(null, '', addressOf(conversationId))
  }

  /** Goes on with what was written in the small window; nothing where there is none. */
  async takeHandedOver(): Promise<void> {
    const handed = await call('desktop:take-handed-over', {})
    await this.#draftsRead
    for (const { draft, edits, nowKept } of handed.ok ? handed.value : []) {
      const place = this.places.of(draft.conversationId)
      for (const written of edits) place.edits.add(written)
      if (nowKept) toasts.show(m.quick_now_kept())
      this.drafts.add(draft.conversationId, draft)
      this.open(draft.conversationId)
    }
  }

  /** A question has made the conversation that is already on the screen. */
  opened(conversationId: ConversationId): void {
    this.#conversationId = conversationId
    if (!this.#translating) history.replaceState(null, '', addressOf(conversationId))
  }

  openSettings(at: SettingsPlace = { kind: 'top' }): void {
    this.#settingsAt = at
    this.drawerOpen = false
  }

  closeSettings(): void {
    this.#settingsAt = null
  }

  openTranslate(): void {
    this.#settingsAt = null
    this.#translating = true
    this.drawerOpen = false
    history.replaceState(null, '', TRANSLATE_ADDRESS)
  }

  /** Back to the conversation that was shown before. */
  closeTranslate(): void {
    this.#translating = false
    history.replaceState(null, '', addressOf(this.#conversationId))
  }

  /** The locale is set before anything renders with it. */
  #become(info: AppInfo, settings: Settings): void {
    showLocale(wantedLocale(settings.language, info.systemLocale))
    this.#start = { phase: 'ready', info, settings }
  }
}
