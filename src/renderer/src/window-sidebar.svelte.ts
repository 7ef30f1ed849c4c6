import { tick } from 'svelte'
import { MediaQuery } from 'svelte/reactivity'
import type { AppState } from './app-state.svelte'

/** The field of the sidebar that filters and searches. */
const FILTER_ID = 'message-search'

/** The sidebar of a window: beside the view, or over it as a drawer where there is no room. */
export class WindowSidebar {
  /** So narrow that the sidebar leaves too little for the text. A window unshown has no width. */
  readonly #narrow = new MediaQuery('(min-width: 1px) and (max-width: 720px)')

  constructor(
    private readonly app: AppState,
    /** What the person has chosen for a window with room. */
    private readonly isWanted: () => boolean
  ) {}

  get isDrawer(): boolean {
    return this.#narrow.current
  }

  get shown(): boolean {
    return this.isDrawer ? this.app.drawerOpen : this.isWanted()
  }

  get hasFilterFocus(): boolean {
    return document.activeElement?.id === FILTER_ID
  }

  async show(shown: boolean): Promise<void> {
    if (!this.isDrawer) return void (await this.app.change({ sidebarOpen: shown }))
    this.app.drawerOpen = shown
    // What lies over the view has the keys.
    if (shown) await this.selectFilter()
  }

  async selectFilter(): Promise<void> {
    if (!this.shown) await this.show(true)
    await tick()
    const field = document.getElementById(FILTER_ID)
    if (field instanceof HTMLInputElement) field.select()
  }
}
