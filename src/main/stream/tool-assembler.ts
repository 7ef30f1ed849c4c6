import type { FrameBody } from '../../shared/ipc/frames'
import { faultError } from '../fault-error'
import { parseJson } from './json-shape'
import type { ToolPiece } from './read-delta'

export type ToolDelta = Extract<FrameBody, { type: 'tool-delta' }>

/** More calls, or longer arguments, are no answer any more but a fault of the provider. */
export const MAX_CALLS = 128
export const MAX_ARGUMENT_CHARS = 8 * 1024 * 1024
const MAX_NAME_CHARS = 1_024

interface Call {
  /** The place among the calls that have a name; null until the name is known. */
  place: number | null
  id: string
  name: string
  arguments: string
  /** The arguments are an empty object that may only stand for those to come; not given out yet. */
  isHeld: boolean
  idSent: boolean
}

/**
 * Puts the pieces of tool calls together. Providers leave out the index or the id, use one index for all calls, repeat
 * the id, the name or the arguments so far, cut the name in two, give each piece an id of its own, or never send a
 * name; a call without a name is dropped, a call without an id is given one.
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
    // A name comes in pieces only before its arguments; behind them some say it once more in another form.
    const namePiece = call.arguments === '' ? piece.name : ''
    const added = grow(call, piece.arguments)
    if (call.arguments.length > MAX_ARGUMENT_CHARS) {
      throw faultError('overflow', `the arguments of a tool call are longer than ${MAX_ARGUMENT_CHARS} characters`)
    }
    if (call.id === '') call.id = piece.id
    if (call.place !== null) return this.#grown(call, namePiece, added)
    if (piece.name === '') return []
    call.name = piece.name
    call.place = this.#named++
    return [{ type: 'tool-delta', index: call.place, ...this.#freshId(call), name: call.name, arguments: call.isHeld ? '' : call.arguments }]
  }

  /** Gives ids to the calls that got none, and the empty objects that were all there is of arguments. */
  end(): readonly ToolDelta[] {
    const open = this.#calls.filter((call) => call.place !== null && (call.id === '' || call.isHeld))
    return open.map((call) => {
      if (call.id === '') call.id = this.makeId()
      return { type: 'tool-delta', index: call.place ?? 0, ...this.#freshId(call), arguments: call.isHeld ? '{}' : '' }
    })
  }

  #grown(call: Call, namePiece: string, added: string): readonly ToolDelta[] {
    const fresh = { ...this.#freshId(call), ...longerName(call, namePiece) }
    if (added === '' && fresh.id === undefined && fresh.name === undefined) return []
    return [{ type: 'tool-delta', index: call.place ?? 0, ...fresh, arguments: added }]
  }

  #freshId(call: Call): { id?: string } {
    if (call.idSent || call.id === '') return {}
    call.idSent = true
    return { id: call.id }
  }

  #callOf(piece: ToolPiece): Call {
    const known = this.#known(piece)
    const call = known && !startsAnother(known, piece) ? known : this.#begin()
    if (piece.index !== null) this.#byIndex.set(piece.index, call)
    return call
  }

  #known({ index, id }: ToolPiece): Call | undefined {
    const last = index === null ? this.#calls.at(-1) : this.#byIndex.get(index)
    if (!last || id === '' || last.id === id) return last
    return this.#calls.find((call) => call.id === id) ?? last
  }

  #begin(): Call {
    if (this.#calls.length === MAX_CALLS) throw faultError('overflow', `more than ${MAX_CALLS} tool calls in one answer`)
    const call: Call = { place: null, id: '', name: '', arguments: '', isHeld: false, idSent: false }
    this.#calls.push(call)
    return call
  }
}

/** Whether a piece for a call that is already there is really the beginning of the next one. */
function startsAnother(call: Call, piece: ToolPiece): boolean {
  if (piece.id !== '' && call.id !== '') {
    // A piece without a name cannot begin a call while this one is open: some give every piece an id of its own.
    return piece.id !== call.id && (piece.name !== '' || isWhole(call.arguments))
  }
  if (piece.id !== '' || piece.name === '' || call.name === '') return false
  // Without ids, a name on a call whose arguments are complete begins another, unless it only repeats the name.
  return isWhole(call.arguments) && (piece.arguments !== '' || piece.name !== call.name)
}

function isWhole(args: string): boolean {
  return parseJson(args) !== undefined
}

/** Adds a piece to the arguments of a call and returns what of it can be given out. */
function grow(call: Call, piece: string): string {
  if (piece === '') return ''
  const had = call.isHeld ? '' : call.arguments
  // Some send `{}` for the arguments that come behind it.
  const first = call.isHeld && !piece.startsWith('{') ? `{}${piece}` : piece.replace(/^\{\}(?=\{)/, '')
  const added = had === '' ? first : newArguments(had, piece)
  call.arguments = had + added
  call.isHeld = call.arguments === '{}' && had === ''
  return call.isHeld ? '' : added
}

/**
 * What a piece adds to the arguments. Some send all of them so far with each piece, or once more at the end. An object
 * can only begin again inside itself where a value may stand; there nothing is taken for a repetition.
 */
function newArguments(had: string, piece: string): string {
  if (piece.length < had.length || !piece.startsWith('{') || !piece.startsWith(had)) return piece
  return /[:,[]$/.test(had.slice(-64).trimEnd()) ? piece : piece.slice(had.length)
}

/** The name once another piece of it came; nothing where it is only repeated. */
function longerName(call: Call, piece: string): { name?: string } {
  if (piece === '' || piece === call.name) return {}
  call.name = piece.startsWith(call.name) ? piece : call.name + piece
  if (call.name.length > MAX_NAME_CHARS) throw faultError('overflow', `a tool's name is longer than ${MAX_NAME_CHARS} characters`)
  return { name: call.name }
}
