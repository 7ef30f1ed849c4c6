import type { ImportCounts, ImportFormat, ImportProblem } from '../../../shared/domain/transfer'
import type { StoredConversation } from '../../history/export-reader'

const MOST_TITLES = 20
const MOST_PROBLEMS = 100

/** What an import has done so far. */
export class ImportTally {
  format: ImportFormat | null = null
  private added = 0
  private grown = 0
  private known = 0
  private messages = 0
  private fromMs: number | null = null
  private toMs: number | null = null
  private problemCount = 0
  private readonly titles: string[] = []
  private readonly problems: ImportProblem[] = []

  get conversations(): number {
    return this.added + this.grown + this.known
  }

  count({ title, createdAtMs, updatedAtMs }: StoredConversation, isNew: boolean, messages: number): void {
    if (isNew) this.added++
    else if (messages > 0) this.grown++
    else this.known++
    this.messages += messages
    this.fromMs = Math.min(this.fromMs ?? createdAtMs, createdAtMs)
    this.toMs = Math.max(this.toMs ?? updatedAtMs, updatedAtMs)
    if (this.titles.length < MOST_TITLES) this.titles.push(title)
  }

  problem(problem: ImportProblem): void {
    this.problemCount++
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ ...problem, title: problem.title.slice(0, 200) })
  }

  /** Null while nothing has been recognised. */
  counts(): ImportCounts | null {
    if (this.format === null) return null
    const { format, added, grown, known, messages, fromMs, toMs, problemCount } = this
    const [titles, problems] = [[...this.titles], [...this.problems]]
    return { format, added, grown, known, messages, fromMs, toMs, titles, problems, problemCount }
  }
}
