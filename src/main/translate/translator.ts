import { emptyContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import { isLive } from '../../shared/domain/run'
import type { Locale } from '../../shared/domain/settings'
import {
  isTranslated,
  translatedText,
  type TranslatedPart,
  type Translation,
  type TranslationChange
} from '../../shared/domain/translation'
import type { Fault } from '../../shared/fault'
import type { AttachedRun } from '../../shared/ipc/chat-calls'
import type { FrameViewer } from '../chat/frame-viewer'
import { interruptedByQuit } from '../chat/live-run'
import { Turns } from '../chat/turns'
import { faultError, faultOf } from '../fault-error'
import type { StoredPart } from '../history/translation-store'
import { newId } from '../new-id'
import { beginningOf, startPart, type PartRun, type PartWorld } from './part-run'
import { changedSheet, sheetOf, swappedSheet, type Sheet, type SheetPart } from './sheet'

export interface TranslateWorld extends PartWorld {
  readonly locale: () => Locale
  readonly changed: (translation: Translation) => void
}

/** Who has not typed for this long has stopped for a moment, in milliseconds. */
export const QUIET_MS = 500

interface RunningPart {
  readonly key: string
  readonly live: PartRun
  readonly over: Promise<void>
  /** Its text or language has changed, or it is asked anew: how it ends says nothing of what is to be asked. */
  dropped: boolean
}

/**
 * Translates one text, the sheet: part after part, each a run of its own. What a part has become is kept under what
 * was asked: what is done is not asked again, what broke goes on where it broke, an edit has its own part asked anew.
 */
export class Translator {
  #sheet: Sheet | null = null
  /** Of the parts of the sheet, those that have been asked. */
  #known = new Map<string, StoredPart>()
  #running: RunningPart | null = null
  /** What is missing is to be asked; false once the person stops it or a part fails. */
  #wanted = false
  /** Set while the person may still be typing. */
  #cancelQuiet: (() => void) | null = null
  #fault: Fault | null = null
  #closed = false
  readonly #turns = new Turns()

  constructor(private readonly world: TranslateWorld) {}

  open(): Promise<Translation> {
    return this.#turn(async () => this.#shown(await this.#load()))
  }

  /** On disk before it resolves; what it concerns is asked when nothing has changed for a while. */
  change(change: TranslationChange): Promise<Translation> {
    return this.#turn(async () => this.#become(changedSheet(await this.#load(), change)))
  }

  /** The translation becomes the source and, where it is whole, the source the translation. */
  swap(): Promise<Translation> {
    return this.#turn(async () => {
      const sheet = await this.#load()
      const { parts } = this.#shown(sheet)
      const swapped = swappedSheet(sheet, translatedText(parts))
      if (parts.every(isTranslated)) await this.#exchange(sheet, swapped)
      return this.#become(swapped)
    })
  }

  /** What has been translated stays; nothing more is asked until the text changes or the person resumes. */
  stop(): Promise<void> {
    return this.#turn(async () => {
      this.#rest()
      this.#running?.live.running.stop()
      await this.#running?.over
      this.#tell()
    })
  }

  /** Asks what is missing, and goes on with what broke off. */
  resume(): Promise<void> {
    return this.#turn(async () => {
      await this.#load()
      this.#goOn()
    })
  }

  /** Asks all of it anew. */
  again(): Promise<void> {
    return this.#turn(async () => {
      const { parts } = await this.#load()
      this.#drop()
      this.#known.clear()
      await this.world.store.forgetParts(parts.map(({ key }) => key))
      this.#goOn()
    })
  }

  /** Ends the wait before the next attempt. */
  retryNow(): void {
    this.#running?.live.running.retryNow()
  }

  /** Throws a `gone` fault when the run is over: what it has made is in the translation then. */
  attach(runId: RunId, viewer: FrameViewer): AttachedRun {
    const live = this.#running?.live
    if (live?.answer.run.runId !== runId) throw faultError('gone', 'this run is over')
    return live.answer.attach(viewer)
  }

  detach(viewerId: number): void {
    this.#running?.live.answer.detach(viewerId)
  }

  get isTranslating(): boolean {
    return this.#running !== null
  }

  /** Until all of the text is translated, also between its parts. */
  get isBusy(): boolean {
    return this.#running !== null || this.#isDue
  }

  get #isDue(): boolean {
    return this.#wanted && this.#sheet !== null && this.#missing(this.#sheet) !== null
  }

  /** Resolves once nothing runs and what there is is put away. */
  async close(): Promise<void> {
    this.#closed = true
    this.#rest()
    this.#running?.live.running.stop()
    await this.#running?.over
  }

  #turn<T>(job: () => Promise<T>): Promise<T> {
    return this.#turns.take('sheet', job)
  }

  async #load(): Promise<Sheet> {
    if (this.#sheet) return this.#sheet
    const stored = await this.world.store.sheet()
    const to = this.world.locale() === 'en' ? 'zh-Hans' : 'en'
    const sheet = stored ? sheetOf(stored.source, stored) : sheetOf('', { from: '', to, recent: [to], model: null })
    await this.#learn(sheet)
    return (this.#sheet = sheet)
  }

  async #become(sheet: Sheet): Promise<Translation> {
    this.#sheet = sheet
    this.#fault = null
    this.#wanted = true
    this.#waitForQuiet()
    const keys = new Set(sheet.parts.map(({ key }) => key))
    if (this.#running && !keys.has(this.#running.key)) this.#drop()
    await this.world.store.putSheet({ ...sheet, partKeys: [...keys] })
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key)
    await this.#learn(sheet)
    return this.#tell() ?? this.#shown(sheet)
  }

  /** What is stored of parts that were asked before; of one that the end of the app broke off, as interrupted. */
  async #learn(sheet: Sheet): Promise<void> {
    const missing = sheet.parts.filter(({ key, kept }) => !kept && !this.#known.has(key)).map(({ key }) => key)
    if (missing.length === 0) return
    for (const part of await this.world.store.parts(missing)) {
      const content = isLive(part.content.state) ? interrupted(part.content) : part.content
      this.#known.set(part.key, { ...part, content })
    }
  }

  /** The old source is the translation of its translation: nobody needs to be asked. */
  async #exchange(before: Sheet, after: Sheet): Promise<void> {
    const pairs = after.parts.map((part, at) => ({ part, was: before.parts[at] }))
    const match = before.parts.length === after.parts.length && pairs.every(({ part, was }) => part.kept === was?.kept)
    if (!match) return
    for (const { part, was } of pairs) {
      if (part.kept || !was) continue
      const content = { ...emptyContent({ phase: 'ended', finish: 'stop', rawFinish: '' }), text: was.text }
      await this.world.store.putPart({ key: part.key, runId: newId<RunId>(), content })
      this.#known.delete(part.key)
    }
  }

  #waitForQuiet(): void {
    this.#cancelQuiet?.()
    this.#cancelQuiet = this.world.ports.clock.after(QUIET_MS, () => {
      this.#cancelQuiet = null
      void this.#askNext()
    })
  }

  #goOn(): void {
    this.#fault = null
    this.#wanted = true
    this.#tell()
    void this.#askNext()
  }

  #rest(): void {
    this.#wanted = false
    this.#cancelQuiet?.()
    this.#cancelQuiet = null
  }

  #drop(): void {
    if (!this.#running) return
    this.#running.dropped = true
    this.#running.live.running.stop()
  }

  #askNext(): Promise<void> {
    return this.#turn(async () => {
      if (!this.#sheet || this.#closed || !this.#wanted || this.#running || this.#cancelQuiet) return
      const next = this.#missing(this.#sheet)
      try {
        if (next) await this.#start(this.#sheet, next)
        else this.#wanted = false
      } catch (error) {
        this.#fault = faultOf(error)
        this.#wanted = false
      }
      this.#tell()
    })
  }

  #missing({ parts }: Sheet): SheetPart | null {
    const isDone = ({ key, kept }: SheetPart): boolean =>
      kept || isTranslated({ kept: null, content: this.#known.get(key)?.content ?? null })
    return parts.find((part) => !isDone(part)) ?? null
  }

  async #start(sheet: Sheet, { key, text }: SheetPart): Promise<void> {
    const part: StoredPart = { key, runId: newId<RunId>(), content: beginningOf(this.#known.get(key)?.content) }
    await this.world.store.putPart(part)
    this.#known.set(key, part)
    const live = startPart(this.world, sheet, text, part)
    this.#running = { key, live, over: this.#end(part, live.ended), dropped: false }
  }

  async #end({ key, runId }: StoredPart, ended: Promise<AnswerContent>): Promise<void> {
    const result = await ended
    const content = this.#closed ? interruptedByQuit(result) : result
    try {
      await this.world.store.endPart(runId, content)
    } catch (error) {
      this.world.log.error('answer-not-folded', { fault: faultOf(error) })
    }
    const dropped = this.#running?.dropped ?? false
    this.#running = null
    if (this.#known.get(key)?.runId === runId) this.#known.set(key, { key, runId, content })
    if (!dropped && !isTranslated({ kept: null, content })) this.#wanted = false
    this.#tell()
    if (this.#wanted) void this.#askNext()
  }

  #tell(): Translation | null {
    if (!this.#sheet || this.#closed) return null
    const translation = this.#shown(this.#sheet)
    this.world.changed(translation)
    return translation
  }

  #shown(sheet: Sheet): Translation {
    const { source, from, to, recent, model } = sheet
    const phase = this.#running ? 'running' : this.#isDue ? 'pending' : 'idle'
    const parts = sheet.parts.map((part) => this.#shownPart(part))
    return { source, from, to, recent, model, parts, phase, fault: this.#fault }
  }

  #shownPart({ key, kept, text, gap }: SheetPart): TranslatedPart {
    if (kept) return { kept: text, gap, runId: null, content: null }
    const part = this.#known.get(key)
    const live = this.#running?.key === key ? this.#running.live.answer : null
    return { kept: null, gap, runId: part?.runId ?? null, content: live?.content ?? part?.content ?? null }
  }
}

function interrupted(content: AnswerContent): AnswerContent {
  return { ...content, state: { phase: 'interrupted', fault: null } }
}
