import { emptyContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { TranslationChoices } from '../../shared/domain/translation'
import type { Readable } from './database'
import { foldPieces } from './fold-pieces'
import type { StoredPart, StoredSheet } from './translation-store'
import { UnfinishedAttempt } from './unfinished-attempt'

interface SheetRow {
  readonly source: string
  readonly choices: string
  readonly partKeys: string
}

interface PartRow {
  readonly key: string
  readonly runId: RunId
  readonly content: string
}

const SHEET = 'select source, choices, part_keys as partKeys from translation'

const PARTS = `
  select key, run_id as runId, content from translated_part where key in (select value from json_each(?))`

/** What is kept of translations. */
export class TranslationReader {
  constructor(private readonly database: Readable) {}

  sheet(): StoredSheet | null {
    const row = this.database.get<SheetRow>(SHEET)
    if (!row) return null
    const choices = JSON.parse(row.choices) as TranslationChoices
    return { ...choices, source: row.source, partKeys: JSON.parse(row.partKeys) as string[] }
  }

  /** Of a run that goes on, with its journal on top. */
  parts(keys: readonly string[]): readonly StoredPart[] {
    return this.database.liveSnapshot(() => {
      const rows = this.database.all<PartRow>(PARTS, JSON.stringify(keys))
      return rows.map(({ key, runId, content }) => ({ key, runId, content: this.folded(runId, content) }))
    })
  }

  private folded(runId: RunId, json: string): AnswerContent {
    const stored = { ...emptyContent(), ...(JSON.parse(json) as AnswerContent) }
    return foldPieces(this.database, runId, stored, new UnfinishedAttempt(), 'translated_piece')
  }
}
