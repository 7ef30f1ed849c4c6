import type { Bridge } from '../../shared/ipc/bridge'

declare global {
  interface Window {
    readonly rill: Bridge
  }
}

/** Asks main. Send plain data (`$state.snapshot`); a refusal is a `Reply` with a fault, never a rejection. */
export const call: Bridge['call'] = (name, ask) => window.rill.call(name, ask)

/** Listens to a push from main; returns the way to unsubscribe. */
export const on: Bridge['on'] = (name, listener) => window.rill.on(name, listener)
