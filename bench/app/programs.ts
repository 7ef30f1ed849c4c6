import { resolve } from 'node:path'
import type { Program } from './started-program'

const ROOT = resolve(import.meta.dirname, '../..')

/** The built app: with its keys, and the small window that waits for them. */
export const RILL: Program = { path: ROOT, page: '/index.html' }

/** A program of one empty Svelte window. */
export const EMPTY: Program = {
  path: resolve(ROOT, '.cache/bench-peers/peer-main.cjs'),
  page: '/empty.html',
  switches: ['--page=empty']
}
