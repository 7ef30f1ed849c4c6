import { IMAGE_TYPES } from '../../../shared/domain/image'
import type { Cell, FoundRecord } from './record'

/** A column of a stored row: what it may hold, and what stands in for it where a row is cut before it. */
interface Column {
  readonly name: string
  readonly fits: (cell: Cell) => boolean
  readonly fallback?: string | number | null
}

export interface RowShape {
  readonly table: FoundTable
  readonly columns: readonly Column[]
  /** How many of them a row has that was written before a later version of the schema added the others. */
  readonly atFirst?: number
}

/** What is looked for; `known` are messages that an index names, whether they are found or not. */
export type FoundTable =
  | 'conversation' | 'message' | 'answer' | 'tool_result' | 'request' | 'piece' | 'draft' | 'folder'
  | 'translation' | 'translated_part' | 'translated_piece'
  | 'image' | 'message_image'
  | 'known'

export interface FoundRow {
  readonly table: FoundTable
  readonly values: readonly (string | number | null)[]
  /** True when it is the beginning of a row, which a whole one found elsewhere is better than. */
  readonly cut: boolean
}

const isText = (cell: Cell): boolean => typeof cell === 'string'
const isId = (cell: Cell): boolean => typeof cell === 'string' && cell.length > 0 && cell.length <= 64
const isInteger = (cell: Cell): boolean => Number.isSafeInteger(cell)
const isBytes = (cell: Cell): boolean => cell instanceof Buffer
const isNull = (cell: Cell): boolean => cell === null
const orNull = (fits: (cell: Cell) => boolean) => (cell: Cell) => cell === null || fits(cell)
const oneOf = (...words: string[]) => (cell: Cell) => typeof cell === 'string' && words.includes(cell)
const isNumber = (cell: Cell): boolean => typeof cell === 'number' && Number.isFinite(cell)

const id = (name: string): Column => ({ name, fits: isId })
const text = (name: string, fallback = ''): Column => ({ name, fits: isText, fallback })
const integer = (name: string, fallback = 0): Column => ({ name, fits: isInteger, fallback })
/** In the row of a table with a number of its own, that number is not repeated. */
const row: Column = { name: 'row', fits: isNull }

/**
 * How the rows of each table lie in the file, in every version of the schema. No two have the same shape, so a row is
 * known by itself, whatever has become of the schema and the pages above it.
 */
export const ROW_SHAPES: readonly RowShape[] = [
  {
    table: 'conversation',
    atFirst: 11,
    columns: [
      row, id('id'), text('title'), text('provider_id'), text('model'), text('system_prompt'),
      { name: 'temperature', fits: orNull(isNumber), fallback: null },
      { name: 'head_id', fits: orNull(isId), fallback: null },
      integer('created_at_ms'), integer('updated_at_ms'),
      { name: 'deleted_at_ms', fits: orNull(isInteger), fallback: null },
      { name: 'folder_id', fits: orNull(isId), fallback: null },
      { name: 'pinned_at_ms', fits: orNull(isInteger), fallback: null },
      { name: 'archived_at_ms', fits: orNull(isInteger), fallback: null }
    ]
  },
  {
    table: 'message',
    columns: [
      row, id('id'), id('conversation_id'), { name: 'parent_id', fits: orNull(isId) },
      { name: 'role', fits: oneOf('user', 'assistant', 'tool') }, text('text'), integer('created_at_ms')
    ]
  },
  {
    table: 'answer',
    columns: [
      id('message_id'), id('run_id'), text('provider_id'), text('model'), text('reasoning'),
      text('past_reasoning', '[]'), text('refusal'), text('tool_calls', '[]'), text('seams', '[]'),
      text('attempts', '[]'), integer('skipped_events'), text('state')
    ]
  },
  {
    table: 'tool_result',
    columns: [id('message_id'), text('call_id'), text('name'), { name: 'outcome', fits: oneOf('ran', 'refused', 'failed') }]
  },
  { table: 'request', columns: [id('message_id'), { name: 'url', fits: isText }, { name: 'body', fits: isText }] },
  { table: 'piece', columns: [id('run_id'), { name: 'seq', fits: isInteger }, { name: 'body', fits: isText }] },
  {
    table: 'draft',
    atFirst: 4,
    columns: [
      row, { name: 'conversation_id', fits: isText }, text('text'), integer('updated_at_ms'), text('images', '[]')
    ]
  },
  {
    table: 'folder',
    columns: [
      row, id('id'), text('name'), { name: 'parent_id', fits: orNull(isId), fallback: null }, integer('position'),
      integer('open', 1)
    ]
  },
  {
    table: 'translation',
    columns: [
      row, { name: 'source', fits: isText }, { name: 'choices', fits: isText }, text('part_keys', '[]'),
      integer('updated_at_ms')
    ]
  },
  {
    table: 'translated_part',
    columns: [id('key'), id('run_id'), { name: 'content', fits: isText }, integer('updated_at_ms')]
  },
  {
    table: 'translated_piece',
    columns: [id('run_id'), { name: 'body', fits: isText }, { name: 'seq', fits: isInteger }]
  },
  {
    table: 'image',
    columns: [
      id('id'), { name: 'type', fits: oneOf(...IMAGE_TYPES) }, { name: 'width_px', fits: isInteger },
      { name: 'height_px', fits: isInteger }, { name: 'bytes', fits: isBytes }
    ]
  },
  { table: 'message_image', columns: [{ name: 'position', fits: isInteger }, id('message_id'), id('image_id')] },
  // The index `message_siblings`: the message's number and, before it, its id.
  {
    table: 'known',
    columns: [
      id('conversation_id'), { name: 'parent_id', fits: orNull(isId) }, { name: 'created_at_ms', fits: isInteger },
      id('id'), { name: 'row', fits: isInteger }
    ]
  }
]

/** Null when this is no row of ours, or too much of it is missing to be of use. */
export function rowOf({ cells, cut }: FoundRecord): FoundRow | null {
  const shape = ROW_SHAPES.find((one) => hasLength(one, cells.length) && fit(one.columns.slice(0, cells.length), cells))
  if (!shape) return null
  // Rows are handed over as JSON: bytes in hexadecimal.
  const values = shape.columns.map(({ fallback = null }, at): string | number | null => {
    const cell = cells[at]
    return typeof cell === 'object' && cell !== null ? cell.toString('hex') : (cell ?? fallback)
  })
  return { table: shape.table, values, cut }
}

function hasLength({ columns, atFirst }: RowShape, length: number): boolean {
  return length === columns.length || length === atFirst
}

function fit(columns: readonly Column[], cells: readonly Cell[]): boolean {
  return columns.every(({ fits, fallback }, at) => {
    const cell = cells[at]
    return cell === undefined ? fallback !== undefined : fits(cell)
  })
}
