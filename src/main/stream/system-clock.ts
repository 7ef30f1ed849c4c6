import type { Clock, Network } from './ports'

/** The longest wait a Node timer takes; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => performance.now(),
  wallMs: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(ms, 0), MAX_TIMER_MS))
    return () => clearTimeout(timer)
  }
}

/** For servers on this machine, and for processes that cannot tell whether there is a network. */
export const alwaysOnline: Network = {
  isOnline: () => true,
  whenBack: () => () => undefined,
  onShaken: () => () => undefined
}
