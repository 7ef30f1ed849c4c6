import type { IpcRenderer, WebFrame } from 'electron'
import type { Events } from '../shared/ipc/events'

const REST = 'app:rest' satisfies keyof Events
/** In milliseconds; by then the page itself has let go of what it can do without. */
const AGAIN_MS = 300

/**
 * Has a page that rests collect its garbage, which it would keep until it works again. Twice, for what the first time
 * lets go of holds more that the second can free.
 */
export function giveBackAtRest(wire: Pick<IpcRenderer, 'on'>, frame: Pick<WebFrame, 'clearCache'>): void {
  wire.on(REST, () => {
    frame.clearCache()
    setTimeout(() => frame.clearCache(), AGAIN_MS)
  })
}
