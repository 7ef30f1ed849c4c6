import { BrowserWindow, Notification } from 'electron'
import type { ConversationId } from '../../shared/domain/ids'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'
import type { AnswerNews } from './answer-news'

/** A desktop shows a few at once; older ones are forgotten, and clicking them does nothing. */
const MOST_HELD = 20

/** Tells through the system's notifications while nothing of ours has the focus. */
export class NewsTeller {
  /** Electron forgets one that nobody holds, and its click with it. */
  readonly #held: Notification[] = []

  constructor(
    private readonly icon: string,
    private readonly open: (id: ConversationId) => void
  ) {}

  tell(news: AnswerNews, conversation: { readonly id: ConversationId; readonly title: string }, locale: Locale): void {
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return
    const notification = new Notification({ title: sentence(news, locale), body: conversation.title, icon: this.icon })
    notification.on('click', () => this.open(conversation.id))
    notification.show()
    this.#held.push(notification)
    if (this.#held.length > MOST_HELD) this.#held.shift()
  }
}

function sentence(news: AnswerNews, locale: Locale): string {
  if (news === 'ready') return m.app_news_ready({}, { locale })
  return news === 'asks' ? m.app_news_asks({}, { locale }) : m.app_news_broken({}, { locale })
}
