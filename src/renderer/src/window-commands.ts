import type { WindowCommand } from '../../shared/ipc/events'
import { WINDOW_ACTIONS } from '../../shared/window-actions'
import type { AppState } from './app-state.svelte'
import type { OpenedConversation } from './chat/opened-conversation'
import type { ConversationList } from './history/conversation-list.svelte'
import type { ListActions } from './history/list-actions'
import type { ShownPlace } from './history/list-sections'
import type { FileActions } from './settings/file-actions'
import type { Exporting } from './transfer/exporting.svelte'
import { toasts } from './ui/toasts.svelte'
import { m } from './words'

export interface CommandPorts {
  readonly app: AppState
  /** A new conversation. */
  readonly begin: () => void
  readonly list: ConversationList
  readonly listActions: ListActions
  readonly files: FileActions
  readonly exporting: Pick<Exporting, 'choose'>
  /** The conversation in front; null where there is none. */
  readonly opened: () => OpenedConversation | null
  /** What is done by the view in front. */
  readonly inView: (command: WindowCommand) => void
  readonly toggleSidebar: () => void
  /** Shows the list of the sidebar, and not what is found. */
  readonly showList: () => Promise<void>
  readonly search: () => void
  readonly openPalette: () => void
}

/** What each command of menu, palette and keys does in a window. */
export class WindowCommands {
  readonly #does: Readonly<Record<WindowCommand, (() => void) | null>>

  constructor(private readonly ports: CommandPorts) {
    const { app, files } = ports
    const inView = null
    this.#does = {
      ...files,
      ...this.#ofConversation(),
      ...this.#ofList(),
      'new-conversation': ports.begin,
      'add-provider': () => app.openSettings({ kind: 'add' }),
      'open-settings': () => app.openSettings(),
      translate: () => app.openTranslate(),
      'toggle-sidebar': ports.toggleSidebar,
      'find-conversation': ports.search,
      'open-palette': ports.openPalette,
      'find-in-conversation': inView,
      'choose-model': inView,
      'answer-again': inView,
      'copy-answer': inView,
      rename: inView,
      stop: inView
    }
  }

  obey(command: WindowCommand): void {
    const isMissing = WINDOW_ACTIONS[command].ofConversation === true && !this.ports.opened()
    if (isMissing) return toasts.show(m.app_no_conversation())
    const does = this.#does[command]
    if (does) does()
    else this.ports.inView(command)
  }

  #ofConversation() {
    const { listActions, exporting, opened } = this.ports
    const withOpened = (act: (one: OpenedConversation) => void) => () => {
      const one = opened()
      if (one) act(one)
    }
    return {
      pin: withOpened(({ id, pinned }) => void listActions.pin([id], !pinned)),
      archive: withOpened(({ id, archived }) => void listActions.archive([id], !archived)),
      'open-in-window': withOpened(({ id }) => void listActions.openWindow(id)),
      export: withOpened(({ id }) => exporting.choose([id])),
      delete: withOpened(({ id }) => void listActions.delete([id]))
    }
  }

  #ofList() {
    const show = (place: ShownPlace) => () => void this.#show(place)
    return {
      'show-archive': show('archive'),
      'show-trash': show('trash'),
      'new-folder': () => void this.#show('all').then(() => this.ports.listActions.addFolder(null))
    }
  }

  async #show(place: ShownPlace): Promise<void> {
    const { list, listActions, showList } = this.ports
    await showList()
    list.place = place
    listActions.selection.clear()
  }
}
