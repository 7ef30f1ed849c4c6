import type { Settings } from '../../../shared/domain/settings'

/** The parts of a keydown that decide. */
export interface KeyPress {
  readonly key: string
  readonly keyCode: number
  readonly isComposing: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/**
 * Whether this key sends. An input method never does: while it composes (`isComposing`, or the key code 229 that stands
 * for "the input method has it"), nor with the Enter that ended a composition just now, which some report afterwards.
 */
export function sends(press: KeyPress, sendKey: Settings['sendKey'], justComposed: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229 || justComposed) return false
  if (press.shiftKey || press.altKey) return false
  const modified = press.ctrlKey || press.metaKey
  return sendKey === 'enter' ? true : modified
}
