import { assertNever } from '../../../shared/assert-never'
import type { ChosenSettings, PlannedSpelling, SettingsFileProblem } from '../../../shared/domain/settings-file'
import type { Settings } from '../../../shared/domain/settings'
import { call } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf, shownLocale } from '../words'
import type { FileActions } from './file-actions'

type GoodFile = ChosenSettings & { readonly kind: 'good' }

/** The settings go out into a file, and come in from one after a yes. */
export class SettingsFiles {
  #chosen = $state.raw<ChosenSettings | null>(null)

  readonly actions: Pick<FileActions, 'import-settings' | 'export-settings'> = {
    'import-settings': () => void this.choose(),
    'export-settings': () => void this.save()
  }

  /** The file that was looked into; null while none waits for an answer. */
  get chosen(): ChosenSettings | null {
    return this.#chosen
  }

  async save(): Promise<void> {
    const reply = await call('settings:export', {})
    if (!reply.ok) return toasts.show(sentenceOf(reply.fault), null, 'danger')
    if (reply.value === null) return
    const { fileName, leftOut } = reply.value
    toasts.show([m.settings_file_saved({ name: fileName }), ...leftOutWords(leftOut)].join(' '))
  }

  async choose(): Promise<void> {
    const reply = await call('settings:choose-import', {})
    if (reply.ok) this.#chosen = reply.value
    else toasts.show(sentenceOf(reply.fault), null, 'danger')
  }

  async take(): Promise<void> {
    const reply = await call('settings:import', {})
    this.#chosen = null
    if (reply.ok) toasts.show(m.settings_file_taken())
    else toasts.show(sentenceOf(reply.fault), null, 'danger')
  }

  close(): void {
    this.#chosen = null
  }
}

/** What a file would do, in sentences. */
export function plannedWords({ differing, proxy, spelling, added, changed, leftOut }: GoodFile): readonly string[] {
  const ofSpelling = spelling ? [spellingWords(spelling)] : []
  if (isEmpty({ differing, added, changed })) {
    return [...(spelling ? ofSpelling : [m.settings_file_same()]), ...leftOutWords(leftOut)]
  }
  return [
    ...(differing > 0 ? [m.settings_file_differing({ count: differing })] : []),
    ...(proxy ? [proxyWords(proxy)] : []),
    ...ofSpelling,
    ...(added.length > 0 ? [m.settings_file_added({ names: list(added) })] : []),
    ...(changed.length > 0 ? [m.settings_file_changed({ names: list(changed) })] : []),
    ...leftOutWords(leftOut)
  ]
}

/** What would be fetched is said before, and so is what cannot be had. */
function spellingWords({ language: tag, available }: PlannedSpelling): string {
  if (tag === 'system') return m.settings_file_spelling_system()
  const language = new Intl.DisplayNames(shownLocale(), { type: 'language' }).of(tag) ?? tag
  return available ? m.settings_file_spelling({ language }) : m.settings_file_spelling_none({ language })
}

/** What a file could turn to read all that is sent is said in so many words. */
function proxyWords(proxy: Settings['proxy']): string {
  if (proxy.mode === 'manual') return m.settings_file_proxy({ address: proxy.address })
  return proxy.mode === 'none' ? m.settings_file_proxy_none() : m.settings_file_proxy_system()
}

/** Whether taking the file would change nothing. */
export function isEmpty({ differing, added, changed }: Pick<GoodFile, 'differing' | 'added' | 'changed'>): boolean {
  return differing === 0 && added.length === 0 && changed.length === 0
}

/** Why a file was not taken, in a sentence. */
export function problemSentence(problem: SettingsFileProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return m.settings_file_unreadable()
    case 'too-large':
      return m.settings_file_too_large()
    case 'not-json':
      return m.settings_file_not_json()
    case 'not-settings':
      return m.settings_file_not_settings()
    case 'newer':
      return m.settings_file_newer()
    case 'bad-value':
      return m.settings_file_bad_value({ at: problem.at })
    default:
      return assertNever(problem)
  }
}

function leftOutWords(names: readonly string[]): readonly string[] {
  return names.length > 0 ? [m.settings_file_left_out({ names: list(names) })] : []
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat(shownLocale()).format(names)
}
