import type { ImportFormat, ImportProblem } from '../../../shared/domain/transfer'
import { m, shownLocale } from '../words'

const FORMATS: Readonly<Record<ImportFormat, () => string>> = {
  rill: m.transfer_form_rill,
  chatgpt: m.transfer_format_chatgpt,
  claude: m.transfer_format_claude,
  openai: m.transfer_format_openai
}

export function formatName(format: ImportFormat): string {
  return FORMATS[format]()
}

/** From which day to which, in milliseconds since 1970; one day where both are the same. */
export function daysText(fromMs: number, toMs: number): string {
  return new Intl.DateTimeFormat(shownLocale(), { dateStyle: 'medium' }).formatRange(fromMs, toMs)
}

/** Which record it is and what is wrong with it. */
export function problemWords({ kind, record, title, messages }: ImportProblem): string {
  const what = {
    not_json: m.transfer_problem_not_json,
    too_large: m.transfer_problem_too_large,
    not_a_conversation: m.transfer_problem_not_a_conversation,
    no_messages: m.transfer_problem_no_messages,
    left_out: () => m.transfer_problem_left_out({ count: String(messages) }),
    refused: m.transfer_problem_refused,
    cut_off: m.transfer_problem_cut_off
  }[kind]()
  if (kind === 'cut_off') return what
  return title === ''
    ? m.transfer_problem_at({ record: String(record), what })
    : m.transfer_problem_in({ title, what })
}
