import { m } from '../words'
import type { QuickCommand } from './quick-keys'

/** A command that the foot of the window names, with its keys. */
export interface FooterEntry {
  readonly label: string
  readonly keys: string
  readonly command: QuickCommand
}

export type Stage = 'empty' | 'running' | 'answered'

const hide = (): FooterEntry => ({ label: m.quick_hide(), keys: 'Esc', command: 'hide' })
const open = (): FooterEntry => ({ label: m.quick_open(), keys: 'Ctrl+Enter', command: 'open' })
const stop = (): FooterEntry => ({ label: m.quick_stop(), keys: 'Ctrl+.', command: 'stop' })
const copy = (): FooterEntry => ({ label: m.quick_copy_close(), keys: 'Ctrl+C', command: 'copy' })
const attach = (): FooterEntry => ({ label: m.quick_attach(), keys: 'Ctrl+Shift+V', command: 'attach' })

/** What one does most in each stage of a conversation. `written`: there is something to ask. */
export function askEntries(stage: Stage, written: boolean): readonly FooterEntry[] {
  if (stage === 'running') return [stop(), open(), hide()]
  if (stage === 'answered') return [{ label: m.quick_new(), keys: 'Ctrl+N', command: 'new' }, copy(), open()]
  if (written) return [attach(), open()]
  return [attach(), { label: m.translate_title(), keys: 'Ctrl+T', command: 'translate' }, hide()]
}

/** The same while a text is translated. */
export function translateEntries(stage: Stage): readonly FooterEntry[] {
  const ask: FooterEntry = { label: m.translate_ask(), keys: 'Ctrl+T', command: 'translate' }
  if (stage === 'running') return [ask, stop(), open()]
  return stage === 'answered' ? [ask, copy(), open()] : [ask, attach(), hide()]
}
