import { net, powerMonitor } from 'electron'
import { networkInterfaces } from 'node:os'
import type { Network } from '../stream/ports'
import { systemClock } from '../stream/system-clock'
import { LinkWatch } from './link-watch'

/** How soon a network that has come back is noticed. */
const POLL_MS = 1_000

/** The network as Electron sees it. Asks again and again only while someone waits for it or holds a connection. */
export function electronNetwork(): Network {
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
  const links = new LinkWatch({ clock: systemClock, addresses: outerAddresses, onResume })
  return {
    isOnline: () => net.isOnline(),
    whenBack(run) {
      waiting.add(run)
      timer ??= setInterval(poll, POLL_MS)
      return () => {
        waiting.delete(run)
        if (waiting.size === 0) rest()
      }
    },
    onShaken: (run) => links.watch(run)
  }
}

function onResume(run: () => void): () => void {
  powerMonitor.on('resume', run)
  return () => void powerMonitor.off('resume', run)
}

/** Those that connections to other machines are made from. Addresses of the link alone come and go with each cable. */
function outerAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
  return all.filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address)).map(({ address }) => address)
}

const LINK_LOCAL = /^(fe80:|169\.254\.)/i
