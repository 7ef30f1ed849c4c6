import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startProviderServer, type PlayedCase, type ProviderServer } from '../../../tests/provider-server/provider-server'
import type { ProviderId, RunId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import { translatedText, type Translation } from '../../shared/domain/translation'
import { bundleThreads } from '../history/bundle-threads'
import { openHistory, type OpenHistory } from '../history/open-history'
import { createLog } from '../log'
import { newProvider, presetOf } from '../providers/presets'
import { defaultSettings } from '../settings/default-settings'
import { nodeSend } from '../stream/node-send'
import { alwaysOnline, systemClock } from '../stream/system-clock'
import { QUIET_MS, Translator } from './translator'

const HEAD = { status: 200, headers: { 'content-type': 'text/event-stream' } }
const id = 'set' as ProviderId

let threads: string
let server: ProviderServer
let folder: string
let opened: OpenHistory
let played: PlayedCase
let provider: Provider
let translator: Translator
let shown: Translation[]
let listeners: (() => void)[]

beforeAll(async () => {
  threads = await bundleThreads()
  server = await startProviderServer()
}, 60_000)
afterAll(async () => {
  await server.close()
  rmSync(threads, { recursive: true, force: true })
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rill-translate-'))
  opened = await openHistory({ folder, threads })
  provider = { ...newProvider(presetOf('custom'), id), keySource: { kind: 'none' }, model: 'm' }
  listeners = []
  shown = []
  translator = openTranslator()
})
afterEach(async () => {
  await translator.close()
  await opened.history.close()
  rmSync(folder, { recursive: true, force: true })
})

function openTranslator(): Translator {
  const count = { add: () => undefined, count: 0, settle: () => Promise.resolve(0), close: () => undefined }
  // How long it waits for the person is not what is tested here; the order of things is.
  const after = (ms: number, run: () => void): (() => void) => systemClock.after(ms === QUIET_MS ? 1 : ms, run)
  const clock = { ...systemClock, after }
  return new Translator({
    store: opened.translations,
    ports: { send: nodeSend, clock, network: alwaysOnline, random: () => 0, tokens: { start: () => count } },
    log: createLog({ file: null }),
    settings: () => ({ ...defaultSettings, chosenProviderId: id, maxRetries: 0 }),
    provider: () => provider,
    rememberQuirks: () => undefined,
    secretFor: () => Promise.resolve(null),
    locale: () => 'en',
    changed: (translation) => {
      shown.push(translation)
      listeners.forEach((listener) => listener())
    }
  })
}

/** Answers one after the other. */
async function plays(...bodies: readonly string[]): Promise<void> {
  played = await server.play({ name: 'translate', sequence: bodies.map((body) => ({ http: HEAD, body })) })
  provider = { ...provider, baseUrl: played.baseUrl }
}

function said(text: string): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`
}

const END = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`

/** The first state of the translation from now on for which this is so. */
function until(is: (translation: Translation) => boolean): Promise<Translation> {
  return new Promise((resolve) => {
    const look = (): void => {
      const last = shown.at(-1)
      if (last && is(last)) resolve(last)
    }
    listeners.push(look)
    look()
  })
}

/** Resolves once the provider has been asked this often. */
const asked = (times: number): Promise<void> => vi.waitFor(() => expect(played.requests).toHaveLength(times), 5_000)
const idle = (): Promise<Translation> => until(({ phase }) => phase === 'idle')
const bodyOf = (at: number): { temperature: number; messages: { role: string; content: string }[] } =>
  JSON.parse(played.requests[at]?.body ?? '{}') as never
const askedTexts = (): string[] => played.requests.map((_, at) => bodyOf(at).messages[1]?.content ?? '')

/** Two parts, each long enough to end where a heading begins. */
const ONE = `# One\n\n${'The tide comes. '.repeat(80).trim()}`
const TWO = `# Two\n\n${'The tide goes. '.repeat(80).trim()}`

describe('a translation', () => {
  it('is asked as the provider has it: a system prompt, temperature 0.3, a stream', async () => {
    await plays(said('你好') + END)
    await translator.change({ source: 'Hello {name}', from: 'en', to: 'zh-Hans' })
    expect(translatedText((await idle()).parts)).toBe('你好')
    expect(bodyOf(0)).toMatchObject({ model: 'm', stream: true, temperature: 0.3 })
    const [system, user] = bodyOf(0).messages
    expect(system?.role).toBe('system')
    expect(system?.content).toMatch(/from English into Simplified Chinese\. Output the translation only/)
    expect(system?.content).toMatch(/\{name\}/)
    expect(user).toEqual({ role: 'user', content: 'Hello {name}' })
    expect((await opened.history.list(10, 0)).length).toBe(0)
  })

  it('goes part after part, in one order, and joins them with what stood between', async () => {
    await plays(said('Eins') + END, said('Zwei') + END)
    await translator.change({ source: `${ONE}\n\n\n${TWO}\n`, to: 'de' })
    const { parts } = await idle()
    expect(translatedText(parts)).toBe('Eins\n\n\nZwei')
    expect(askedTexts()).toEqual([ONE, TWO])
  })

  it('cancels what runs when its text changes, and closes the socket', async () => {
    await plays(`${said('Alt')}<<STALL>>`, said('Neu') + END)
    await translator.change({ source: 'Old', to: 'de' })
    await asked(1)
    await translator.change({ source: 'New' })
    const { parts } = await until(({ phase, parts: all }) => phase === 'idle' && translatedText(all) !== '')
    expect(translatedText(parts)).toBe('Neu')
    await played.requests[0]?.closedAtMs
    expect(askedTexts()).toEqual(['Old', 'New'])
  })

  it('asks only the parts whose text has changed', async () => {
    await plays(said('Eins') + END, said('Zwei') + END, said('Zwo') + END)
    await translator.change({ source: `${ONE}\n\n${TWO}`, to: 'de' })
    await idle()
    await translator.change({ source: `${ONE}\n\n${TWO} Really.` })
    const { parts } = await idle()
    expect(translatedText(parts)).toBe('Eins\n\nZwo')
    expect(askedTexts()).toEqual([ONE, TWO, `${TWO} Really.`])
    // Taken back, nothing is asked at all.
    await translator.change({ source: `${ONE}\n\n${TWO}` })
    expect(translatedText((await idle()).parts)).toBe('Eins\n\nZwei')
    expect(played.requests).toHaveLength(3)
  })

  it('keeps what has come of a part that breaks, and goes on with it alone', async () => {
    await plays(said('Eins') + END, `${said('Zwei halb')}<<RESET>>`, said(' und ganz') + END)
    await translator.change({ source: `${ONE}\n\n${TWO}`, to: 'de' })
    const broken = await until(({ phase }) => phase === 'idle')
    expect(broken.parts.map(({ content }) => content?.state.phase)).toEqual(['ended', 'interrupted'])
    expect(translatedText(broken.parts)).toBe('Eins\n\nZwei halb')
    await translator.resume()
    const { parts } = await until(({ phase, parts: all }) => phase === 'idle' && all[1]?.content?.state.phase === 'ended')
    expect(translatedText(parts)).toBe('Eins\n\nZwei halb und ganz')
    expect(played.requests).toHaveLength(3)
    const { messages } = bodyOf(2)
    expect(messages.slice(1, 3)).toEqual([{ role: 'user', content: TWO }, { role: 'assistant', content: 'Zwei halb' }])
    expect(messages[3]?.content).toMatch(/exactly where it stopped/)
  })

  it('stops with what there is, and asks nothing more by itself', async () => {
    await plays(`${said('Eins halb')}<<STALL>>`)
    await translator.change({ source: `${ONE}\n\n${TWO}`, to: 'de' })
    await asked(1)
    await translator.stop()
    const { parts, phase } = await translator.open()
    expect(phase).toBe('idle')
    expect(parts.map(({ content }) => content?.state.phase)).toEqual(['stopped', undefined])
    expect(played.requests).toHaveLength(1)
  })

  it('is there again after the end of the app, with every word, and asks only when told to', async () => {
    await plays(said('Eins') + END, `${said('Zwei ha')}<<STALL>>`, said('lb') + END)
    await translator.change({ source: `${ONE}\n\n${TWO}`, to: 'de' })
    await asked(2)
    await viewed(shown.at(-1)?.parts[1]?.runId, 'Zwei ha')
    // As a crash leaves it: nothing is put away.
    const after = openTranslator()
    const { source, to, parts, phase } = await after.open()
    expect({ source, to, phase }).toEqual({ source: `${ONE}\n\n${TWO}`, to: 'de', phase: 'idle' })
    expect(translatedText(parts)).toBe('Eins\n\nZwei ha')
    expect(parts[1]?.content?.state).toEqual({ phase: 'interrupted', fault: null })
    await translator.close()
    translator = after
    shown = []
    await after.resume()
    await until(({ phase: now, parts: all }) => now === 'idle' && all[1]?.content?.state.phase === 'ended')
    expect(played.requests).toHaveLength(3)
  })

  it('swaps text and languages without asking, and back', async () => {
    await plays(said('Hallo') + END)
    await translator.change({ source: 'Hello', from: 'en', to: 'de' })
    await idle()
    const swapped = await translator.swap()
    expect(swapped).toMatchObject({ source: 'Hallo', from: 'de', to: 'en', recent: ['en', 'de', 'zh-Hans'] })
    expect(translatedText(swapped.parts)).toBe('Hello')
    expect(await translator.swap()).toMatchObject({ source: 'Hello', from: 'en', to: 'de' })
    await idle()
    expect(played.requests).toHaveLength(1)
  })

  it('is made anew when asked for', async () => {
    await plays(said('Hallo') + END, said('Guten Tag') + END)
    await translator.change({ source: 'Hello', to: 'de' })
    await idle()
    await translator.again()
    const { parts } = await until(({ phase, parts: all }) => phase === 'idle' && translatedText(all) === 'Guten Tag')
    expect(parts).toHaveLength(1)
  })

  it('says why nothing could be asked', async () => {
    provider = { ...provider, model: '' }
    await translator.change({ source: 'Hello', to: 'de' })
    expect(await idle()).toMatchObject({ fault: { kind: 'bad_ask' } })
  })
})

/** Resolves once a window that joins has been shown this. */
function viewed(runId: RunId | null | undefined, text: string): Promise<void> {
  if (!runId) throw new Error('nothing runs')
  return new Promise((resolve) => {
    let all = ''
    const attached = translator.attach(runId, {
      id: 1,
      push: (_, { frames }) => {
        for (const frame of frames) if (frame.type === 'text-delta') all += frame.text
        if (all === text) resolve()
      }
    })
    all = attached.content.text
    if (all === text) resolve()
  })
}
