import { z } from 'zod'
import type { ProviderId } from '../../shared/domain/ids'
import { PRESET_IDS, type Provider } from '../../shared/domain/provider'
import {
  COLUMN_WIDTHS,
  DENSITIES,
  isLearnable,
  LANGUAGES,
  PROXY_ADDRESS,
  SEND_KEYS,
  MOST_LEARNED_WORDS,
  SPELLING,
  TEXT_SIZES,
  THEMES,
  type Settings
} from '../../shared/domain/settings'
import { ACCELERATOR, DEFAULT_SHORTCUTS, SHORTCUT_IDS, type ShortcutId } from '../../shared/domain/shortcuts'

/** An action that the file does not name, as one that came with an update, has its own keys. */
function shortcutFields(): { readonly [K in ShortcutId]: z.ZodType<string> } {
  const fields = SHORTCUT_IDS.map((id) => [id, z.string().max(100).regex(ACCELERATOR).default(DEFAULT_SHORTCUTS[id])])
  return Object.fromEntries(fields) as { readonly [K in ShortcutId]: z.ZodType<string> }
}

/** Where a window was, in display-independent pixels; `bounds` is what it has when it is not maximized. */
export interface WindowPlace {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly maximized: boolean
}

export type Fields<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> }
type Optional<T> = { readonly [K in keyof T]: z.ZodExactOptional<z.ZodType<T[K]>> }

/** The same fields, each of which may be absent; an explicit undefined is refused. */
export function optionalFields<T>(fields: Fields<T>): Optional<T> {
  const entries = Object.entries<z.ZodType>(fields).map(([key, field]) => [key, z.exactOptional(field)])
  return Object.fromEntries(entries) as Optional<T>
}

const providerId = z.custom<ProviderId>((value) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value))
const count = (least: number, most: number) => z.number().int().min(least).max(most)
/** What a variable of the environment may be called. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/
const limitMs = count(0, 24 * 3_600_000)

export const settingsFields: Fields<Settings> = {
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  textSize: z.literal(TEXT_SIZES),
  density: z.enum(DENSITIES),
  columnWidth: z.enum(COLUMN_WIDTHS),
  sendKey: z.enum(SEND_KEYS),
  sidebarOpen: z.boolean(),
  flush: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('frame') }),
    z.object({ mode: z.literal('chunks'), chunks: count(1, 1_000), ms: count(1, 10_000) })
  ]),
  maxRetries: count(0, 10),
  continueWording: z.string().min(1).max(2_000),
  proxy: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('system') }),
    z.object({ mode: z.literal('none') }),
    z.object({ mode: z.literal('manual'), address: z.string().regex(PROXY_ADDRESS) })
  ]),
  toolsOffered: z.boolean(),
  maxToolRounds: count(0, 20),
  chosenProviderId: providerId,
  shortcuts: z.object(shortcutFields()),
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  tellWhenReady: z.boolean(),
  spelling: z.string().regex(SPELLING),
  learnedWords: z.array(z.string().refine(isLearnable)).max(MOST_LEARNED_WORDS)
}

export const providerFields: Fields<Provider> = {
  id: providerId,
  preset: z.enum(PRESET_IDS),
  name: z.string().min(1).max(100),
  baseUrl: z.string().max(2_000),
  keySource: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stored') }),
    z.object({ kind: z.literal('environment'), variable: z.string().regex(VARIABLE) }),
    z.object({ kind: z.literal('none') })
  ]),
  model: z.string().max(500),
  headers: z.array(z.object({ name: z.string().max(500), value: z.string().max(4_000) })).max(50),
  temperature: z.number().min(0).max(2).nullable(),
  maxTokens: count(1, 10_000_000).nullable(),
  limits: z.object({ connectMs: limitMs, firstEventMs: limitMs, idleMs: limitMs }),
  assistantPrefix: z.boolean(),
  quirks: z.object({
    noStreamOptions: z.literal(true).exactOptional(),
    maxCompletionTokens: z.literal(true).exactOptional(),
    noTemperature: z.literal(true).exactOptional()
  })
}

const coordinate = count(-100_000, 100_000)
const length = count(1, 100_000)

export const windowPlace: z.ZodType<WindowPlace> = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: length, height: length }),
  maximized: z.boolean()
})
