import { net } from 'electron'
import type { Online } from '../stream/ports'

/** How soon a network that has come back is noticed. */
const POLL_MS = 1_000

/** Whether the system has a network. Asks again and again only while someone waits for it. */
export function electronOnline(): Online {
  const waiting = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null
  const rest = (): void => {
    if (timer) clearInterval(timer)
    timer = null
  }
  const poll = (): void => {
    if (!net.isOnline()) return
    const woken = [...waiting]
    waiting.clear()
    rest()
    for (const run of woken) run()
  }
  return {
    isOnline: () => net.isOnline(),
    whenBack(run) {
      waiting.add(run)
      timer ??= setInterval(poll, POLL_MS)
      return () => {
        waiting.delete(run)
        if (waiting.size === 0) rest()
      }
    }
  }
}
