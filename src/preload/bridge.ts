import type { IpcRenderer, IpcRendererEvent } from 'electron'
import type { Bridge } from '../shared/ipc/bridge'
import { CALLS } from '../shared/ipc/calls'
import { EVENTS } from '../shared/ipc/events'

/** What the bridge needs of Electron's ipcRenderer; the page itself never gets hold of it. */
export type Wire = Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>

/** Forwards the names of the contract and nothing else. No other logic belongs here. */
export function buildBridge(wire: Wire): Bridge {
  return {
    call: (name, ask) => {
      if (!Object.hasOwn(CALLS, name)) return Promise.reject(new Error('no such call'))
      return wire.invoke(name, ask)
    },
    on: (name, listener) => {
      if (!Object.hasOwn(EVENTS, name)) throw new Error('no such event')
      const forward = (_: IpcRendererEvent, event: Parameters<typeof listener>[0]): void => listener(event)
      wire.on(name, forward)
      return () => {
        wire.removeListener(name, forward)
      }
    }
  }
}
