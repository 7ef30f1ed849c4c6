import { describe, expect, it, vi } from 'vitest'
import type { ConversationId, RunId } from '../../shared/domain/ids'
import { trayMenu, type TrayActions, type TrayNews } from './tray-menu'

const quiet: TrayNews = { recent: [], answering: [], translating: false, shortcut: 'on', quickAskKeys: 'Alt+Space' }
const actions = (): TrayActions => ({
  ask: vi.fn(),
  open: vi.fn(),
  stop: vi.fn(),
  showTranslation: vi.fn(),
  stopTranslation: vi.fn(),
  pause: vi.fn(),
  quit: vi.fn()
})

const labels = (news: TrayNews, locale: 'en' | 'zh-CN' = 'en'): readonly (string | undefined)[] =>
  trayMenu(news, locale, actions()).map(({ label, type }) => (type === 'separator' ? '-' : label))

/** Presses the entry with this label, within another one if given. */
function choose(news: TrayNews, does: TrayActions, ...path: readonly string[]): void {
  let items = trayMenu(news, 'en', does)
  for (const label of path) {
    const item = items.find((one) => one.label === label)
    if (!item) throw new Error(`no entry ${label}`)
    if (Array.isArray(item.submenu)) items = item.submenu
    else Reflect.apply(item.click ?? (() => undefined), undefined, [])
  }
}

describe('trayMenu', () => {
  it('has only what there is', () => {
    expect(labels(quiet)).toEqual(['Ask', 'New conversation', '-', 'Pause shortcuts', 'Quit Rill'])
  })

  it('names what is answered now, with a way to stop it, and what was asked last', () => {
    const id = 'c' as ConversationId
    const news = {
      ...quiet,
      recent: [{ id, title: 'Cats & dogs' }],
      answering: [{ runId: 'r' as RunId, conversationId: id, title: '' }]
    }
    const does = actions()
    expect(labels(news).slice(2, 8)).toEqual(['-', 'Answering now', 'New conversation', '-', 'Recent', 'Cats && dogs'])
    choose({ ...news, answering: [{ runId: 'r' as RunId, conversationId: id, title: 'Tides' }] }, does, 'Tides', 'Stop the answer')
    expect(does.stop).toHaveBeenCalledWith('r')
    choose(news, does, 'Cats && dogs')
    expect(does.open).toHaveBeenCalledWith('c')
  })

  it('says that something is translated, and stops it', () => {
    const does = actions()
    const news = { ...quiet, translating: true }
    expect(labels(news).slice(2, 5)).toEqual(['-', 'Translating', '-'])
    choose(news, does, 'Translating', 'Stop the translation')
    choose(news, does, 'Translating', 'Show')
    expect(does.stopTranslation).toHaveBeenCalledOnce()
    expect(does.showTranslation).toHaveBeenCalledOnce()
  })

  it('cuts a long title between characters', () => {
    const title = '🌊'.repeat(60)
    const news = { ...quiet, recent: [{ id: 'c' as ConversationId, title }] }
    expect(labels(news)).toContain(`${'🌊'.repeat(48)}…`)
  })

  it('pauses and goes on, and cannot where there are no keys to pause', () => {
    const does = actions()
    choose(quiet, does, 'Pause shortcuts')
    choose({ ...quiet, shortcut: 'paused' }, does, 'Pause shortcuts')
    expect(does.pause).toHaveBeenNthCalledWith(1, true)
    expect(does.pause).toHaveBeenNthCalledWith(2, false)
    const item = trayMenu({ ...quiet, shortcut: 'wayland' }, 'en', does).find(({ type }) => type === 'checkbox')
    expect(item?.enabled).toBe(false)
  })

  it('speaks Chinese', () => {
    expect(labels(quiet, 'zh-CN')[0]).toBe('提问')
  })
})
