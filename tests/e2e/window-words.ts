import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Locale } from '../../src/shared/domain/settings'

const MESSAGES = resolve(import.meta.dirname, '../../messages')
const ROOMS = ['app', 'chat', 'history', 'search', 'settings', 'stats', 'transfer', 'window', 'quick', 'translate']

/** What the window says in a language, by the names of the messages, so that tests hold on to no wording. */
export function windowWords(locale: Locale): (name: string, fill?: Readonly<Record<string, string>>) => string {
  const all = ROOMS.map((room) => JSON.parse(readFileSync(resolve(MESSAGES, locale, `${room}.json`), 'utf8')) as object)
  const words: Readonly<Record<string, unknown>> = Object.assign({}, ...all) as Record<string, unknown>
  return (name, fill = {}) => {
    const text = words[name]
    if (typeof text !== 'string') throw new Error(`no message is called ${name}`)
    return text.replace(/\{(\w+)\}/g, (_, key: string) => fill[key] ?? '')
  }
}
