import type { FrameBody } from '../../shared/ipc/frames'
import { faultError } from '../fault-error'
import { parseJson } from './json-shape'
import type { ToolPiece } from './read-delta'

export type ToolDelta = Extract<FrameBody, { type: 'tool-delta' }>

/** More calls, or longer arguments, are no answer any more but a fault of the provider. */
export const MAX_CALLS = 128
export const MAX_ARGUMENT_CHARS = 8 * 1024 * 1024

interface Call {
  /** The place among the calls that have a name; null until the name is known. */
  place: number | null
  id: string
  name: string
  arguments: string
  idSent: boolean
}

/**
 * Puts the pieces of tool calls together. Providers leave out the index or the id, use one index for all calls, repeat
 * the id or the name, or never send a name; a call without a name is dropped, a call without an id is given one.
 */
export class ToolAssembler {
  readonly #calls: Call[] = []
  readonly #byIndex = new Map<number, Call>()
  #named = 0

  constructor(private readonly makeId: () => string) {}

  get count(): number {
    return this.#named
  }

  take(piece: ToolPiece): readonly ToolDelta[] {
    if (piece.id === '' && piece.name === '' && piece.arguments === '') return []
    const call = this.#callOf(piece)
    call.arguments += piece.arguments
    if (call.arguments.length > MAX_ARGUMENT_CHARS) {
      throw faultError('overflow', `the arguments of a tool call are longer than ${MAX_ARGUMENT_CHARS} characters`)
    }
    if (call.id === '') call.id = piece.id
    if (call.place !== null) return this.#grown(call, piece.arguments)
    if (piece.name === '') return []
    call.name = piece.name
    call.place = this.#named++
    return [{ type: 'tool-delta', index: call.place, ...this.#freshId(call), name: call.name, arguments: call.arguments }]
  }

  /** Gives ids to the calls that got none. */
  end(): readonly ToolDelta[] {
    const without = this.#calls.filter((call) => call.place !== null && call.id === '')
    return without.map((call) => {
      call.id = this.makeId()
      call.idSent = true
      return { type: 'tool-delta', index: call.place ?? 0, id: call.id, arguments: '' }
    })
  }

  #grown(call: Call, added: string): readonly ToolDelta[] {
    const id = this.#freshId(call)
    if (added === '' && id.id === undefined) return []
    return [{ type: 'tool-delta', index: call.place ?? 0, ...id, arguments: added }]
  }

  #freshId(call: Call): { id?: string } {
    if (call.idSent || call.id === '') return {}
    call.idSent = true
    return { id: call.id }
  }

  #callOf(piece: ToolPiece): Call {
    const known = piece.index === null ? this.#withoutIndex(piece) : this.#byIndex.get(piece.index)
    const call = known && !startsAnother(known, piece) ? known : this.#begin()
    if (piece.index !== null) this.#byIndex.set(piece.index, call)
    return call
  }

  #withoutIndex(piece: ToolPiece): Call | undefined {
    if (piece.id === '') return this.#calls.at(-1)
    return this.#calls.find((call) => call.id === piece.id) ?? this.#calls.at(-1)
  }

  #begin(): Call {
    if (this.#calls.length === MAX_CALLS) throw faultError('overflow', `more than ${MAX_CALLS} tool calls in one answer`)
    const call: Call = { place: null, id: '', name: '', arguments: '', idSent: false }
    this.#calls.push(call)
    return call
  }
}

/** Whether a piece for a call that is already there is really the beginning of the next one. */
function startsAnother(call: Call, piece: ToolPiece): boolean {
  if (piece.id !== '' && call.id !== '') return piece.id !== call.id
  if (piece.id !== '' || piece.name === '' || call.name === '') return false
  // Without ids, a name on a call whose arguments are complete begins another, unless it only repeats the name.
  return parseJson(call.arguments) !== undefined && (piece.arguments !== '' || piece.name !== call.name)
}
