import { m, shownLocale } from '../words'

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

export type NumberRead =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly error: string }

/** Reads what was typed into a number field; an empty field is null, and what is no such number gets a sentence. */
export function readNumber(typed: string, range: NumberRange): NumberRead {
  const words = typed.trim()
  if (words === '') return { ok: true, value: null }
  const value = Number(words.replace(',', '.'))
  const fits = Number.isFinite(value) && value >= range.min && value <= range.max
  if (fits && (!range.whole || Number.isInteger(value))) return { ok: true, value }
  const said = (bound: number): string => bound.toLocaleString(shownLocale())
  const bounds = { min: said(range.min), max: said(range.max) }
  return { ok: false, error: range.whole ? m.settings_whole_range(bounds) : m.settings_number_range(bounds) }
}
