import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WindowPlace } from './settings-fields'

/** What the first window is made with. */
export interface FirstLook {
  readonly theme: 'system' | 'light' | 'dark'
  /** Where a window was last time, by the key it was kept under; null where that is not known. */
  readonly place: (key: string) => WindowPlace | null
}

/**
 * Reads these alone, without the store and its schemas: loading those takes longer than making the window. What is
 * wrong with the file is said when the settings are opened; here it means the defaults. Changes nothing on disk.
 */
export function firstLook(folder: string): FirstLook {
  const raw = readJson(join(folder, 'settings.json'))
  const theme = field(field(raw, 'settings'), 'theme')
  const windows = field(raw, 'windows')
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system', place: (key) => placeOf(field(windows, key)) }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  } catch {
    // No file yet, or one that the settings will say is unreadable.
    return null
  }
}

function placeOf(raw: unknown): WindowPlace | null {
  const bounds = field(raw, 'bounds')
  const [x, y] = [whole(field(bounds, 'x')), whole(field(bounds, 'y'))]
  const [width, height] = [whole(field(bounds, 'width')), whole(field(bounds, 'height'))]
  if (x === null || y === null || width === null || height === null || width < 1 || height < 1) return null
  return { bounds: { x, y, width, height }, maximized: field(raw, 'maximized') === true }
}

/** As the settings take it: no window of a working system is further out. */
function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100_000 ? value : null
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}
