import type { ImportCounts, ImportProblem, TransferProgress } from '../../../shared/domain/transfer'
import type { FaultKind } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import type { ImportPart, PutPart } from '../../history/import-part'
import { FaultError, faultError, faultOf } from '../../fault-error'
import type { CheckCancelled } from '../check-cancelled'
import type { ImportSink } from './import-sink'
import { ImportTally } from './import-tally'
import { JsonRecords, LineRecords, type RawRecord } from './json-records'
import { PartBatch, type ReadPart } from './part-batch'
import { PartMaker } from './part-maker'
import { readerForHead, readerForRecord } from './reader-for'
import { FOREIGN_RECORD_LIMIT, type ReadStep, type RecordReader } from './record-reader'
import { openSource, type SourceDocument, type SourceFile } from './source-file'

export interface ImportPorts {
  readonly sink: ImportSink
  readonly onProgress: (progress: TransferProgress) => void
  readonly checkCancelled: CheckCancelled
}

/** An import that was broken off, with what it had done by then. */
export class BrokenOff extends FaultError {
  constructor(error: unknown, readonly counts: ImportCounts | null) {
    super(faultOf(error))
  }
}

/** Reads the file and hands every conversation to the sink. Throws `BrokenOff` when it cannot go on. */
export async function runImport(file: string, ports: ImportPorts): Promise<ImportCounts> {
  const run = new ImportRun(ports)
  try {
    const source = await openSource(file)
    try {
      return await run.all(source)
    } finally {
      source.close()
    }
  } catch (error) {
    await Promise.allSettled([run.written])
    throw new BrokenOff(error, run.tally.counts())
  }
}

/** After so many records that are like nothing known, the rest will not be either. */
const MOST_UNKNOWN = 200

/** What ends the whole import; any other fault is of one conversation. */
const FATAL: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'cancelled', 'disk_full', 'disk_read_only', 'database_damaged', 'history_stopped', 'history_not_saved'
])

class ImportRun {
  readonly tally = new ImportTally()
  private reader: RecordReader | null = null
  private readonly parts = new PartMaker()
  private batch = new PartBatch()
  private record = 0
  private unknown = 0
  private saidCutOff = false
  private bytes = 0
  /** Settles when what was handed over last is written: until then the next is read, and no further. */
  written: Promise<void> = Promise.resolve()
  /** Of the conversation that is being written. */
  private current: { isNew: boolean; added: number; refused: boolean } = { isNew: true, added: 0, refused: false }

  constructor(private readonly ports: ImportPorts) {}

  async all(source: SourceFile): Promise<ImportCounts> {
    for (const document of source.documents) await this.readDocument(document, source)
    const end = this.reader?.end()
    if (end) await this.takeSteps(end.steps)
    await this.flush()
    await this.written
    if (end && !end.complete && !this.saidCutOff) this.problem('cut_off')
    const counts = this.tally.counts()
    if (!counts) throw faultError('file_not_known', 'no record of it is like one of a known format')
    return counts
  }

  private async readDocument(document: SourceDocument, source: SourceFile): Promise<void> {
    const limit = this.reader?.recordLimit ?? FOREIGN_RECORD_LIMIT
    const cutter = /\.(?:jsonl|ndjson)$/i.test(document.name) ? new LineRecords(limit) : new JsonRecords(limit)
    const stream = await document.open()
    try {
      for await (const chunk of stream) {
        this.ports.checkCancelled()
        const bytes = chunk as Buffer
        for (const raw of cutter.push(bytes)) {
          await this.take(raw, source.atMs)
          cutter.limit = this.reader?.recordLimit ?? limit
        }
        this.bytes += bytes.length
        this.ports.onProgress({ done: this.bytes, of: source.bytes, conversations: this.tally.conversations })
      }
      for (const raw of cutter.rest()) await this.take(raw, source.atMs)
      if (cutter.cut) this.problem('cut_off')
    } catch (error) {
      if (error instanceof FaultError) throw error
      // What the zip or the disk gives out in the middle of an entry.
      if (this.tally.format === null) throw faultError('file_damaged', 'it cannot be read to its end')
      this.problem('cut_off')
    } finally {
      stream.destroy()
    }
  }

  private async take(raw: RawRecord, undatedMs: number): Promise<void> {
    if (raw.kind === 'head') {
      this.use(await readerForHead(parsed(`${raw.bytes.toString()}]}`)))
      return
    }
    this.record++
    if (raw.kind === 'oversize') return this.problem('too_large')
    const record = parsed(raw.bytes.toString())
    if (record === undefined) return this.notRead('not_json')
    if (!this.reader) this.use(readerForRecord(record, undatedMs))
    if (!this.reader) return this.notRead('not_a_conversation')
    await this.takeSteps(this.reader.read(record))
  }

  private use(reader: RecordReader | null): void {
    if (!reader) return
    this.reader = reader
    this.tally.format = reader.format
  }

  private notRead(kind: ImportProblem['kind']): void {
    this.problem(kind)
    this.unknown++
    if (!this.reader && this.unknown > MOST_UNKNOWN) throw faultError('file_not_known', 'its records are of no known format')
  }

  private async takeSteps(steps: Iterable<ReadStep>): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'problem') this.problem(step.problem, step.title)
      else if (step.kind === 'draft') await this.after(() => this.ports.sink.draft(step.draft))
      else if (step.kind === 'folder') await this.after(() => this.ports.sink.folder(step.folder))
      else {
        const part = this.parts.take(step)
        if (part) await this.put(part)
        if (part && step.kind === 'end' && step.leftOut > 0) this.problem('left_out', part.conversation.title, step.leftOut)
      }
    }
  }

  private async put(part: ImportPart): Promise<void> {
    this.ports.checkCancelled()
    this.batch.add({ part, record: this.record })
    if (this.batch.isFull) await this.flush()
  }

  /** What belongs behind all that has been read so far. */
  private async after(write: () => Promise<void>): Promise<void> {
    await this.flush()
    await this.hand(write)
  }

  private async flush(): Promise<void> {
    const { parts } = this.batch
    if (parts.length === 0) return
    this.batch = new PartBatch()
    await this.hand(() => this.write(parts))
  }

  /** Resolves once what came before is written and this is on its way. */
  private async hand(write: () => Promise<void>): Promise<void> {
    await this.written
    this.written = write()
    // Whoever comes next hears of it; until then nobody does.
    void Promise.allSettled([this.written])
  }

  private async write(read: readonly ReadPart[]): Promise<void> {
    // What begins anew is asked for whatever became of the conversation before it.
    const wanted = read.filter(({ part }) => part.first || !this.current.refused)
    if (wanted.length === 0) return
    const replies = await this.replies(wanted.map(({ part }) => part))
    wanted.forEach((one, at) => this.tell(one, replies[at] ?? UNANSWERED))
  }

  /** Where all of them together are refused, such as for being too much to send at once, each is tried by itself. */
  private async replies(parts: readonly ImportPart[]): Promise<readonly Reply<PutPart>[]> {
    try {
      return await this.ports.sink.parts(parts)
    } catch (error) {
      const fault = faultOf(error)
      if (parts.length === 1 || FATAL.has(fault.kind)) return parts.map(() => ({ ok: false, fault }))
      const replies: Reply<PutPart>[] = []
      for (const part of parts) replies.push(...(await this.replies([part])))
      return replies
    }
  }

  private tell({ part, record }: ReadPart, reply: Reply<PutPart>): void {
    if (part.first) this.current = { isNew: true, added: 0, refused: false }
    const { current } = this
    if (!reply.ok) {
      if (FATAL.has(reply.fault.kind)) throw new FaultError(reply.fault)
      current.refused = true
      this.problem('refused', part.conversation.title, 0, record)
      return
    }
    if (part.first) current.isNew = reply.value.isNew
    current.added += reply.value.added
    if (part.last) this.tally.count(part.conversation, current.isNew, current.added)
  }

  private problem(kind: ImportProblem['kind'], title = '', messages = 0, record = this.record): void {
    this.saidCutOff ||= kind === 'cut_off'
    this.tally.problem({ kind, record, title, messages })
  }
}

const UNANSWERED: Reply<PutPart> = { ok: false, fault: { kind: 'internal', message: 'a part was not answered' } }

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch {
    // The caller reports the record; what it says is nobody's business here.
    return undefined
  }
}
