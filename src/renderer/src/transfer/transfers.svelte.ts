import { call } from '../bridge'
import { Exporting } from './exporting.svelte'
import { Importing } from './importing.svelte'
import { Moving } from './moving.svelte'
import { Restoring } from './restoring.svelte'

/** What goes out of the history and comes into it, as this window shows it. */
export class Transfers {
  readonly exporting = new Exporting()
  readonly importing = new Importing()
  readonly restoring = new Restoring()
  readonly moving = new Moving()

  /** What menu, palette and settings offer, by the names of the window's commands. */
  readonly actions = {
    'open-folder': (): void => void call('transfer:open-folder', {}),
    'move-history': (): void => void this.moving.choose(),
    import: (): void => void this.importing.choose(),
    'export-all': (): void => this.exporting.choose(null),
    'back-up': (): void => void this.restoring.backUp(),
    restore: (): void => void this.restoring.choose()
  }
}
