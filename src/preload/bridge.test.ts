import { describe, expect, it } from 'vitest'
import type { ConversationId } from '../shared/domain/ids'
import { buildBridge, type Wire } from './bridge'

type Listener = (event: never, payload: unknown) => void

function fakeWire(): { wire: Wire; asked: unknown[][]; listeners: Map<string, Listener[]> } {
  const asked: unknown[][] = []
  const listeners = new Map<string, Listener[]>()
  const wire: Pick<Wire, never> & Record<string, unknown> = {
    invoke: (...args: unknown[]) => {
      asked.push(args)
      return Promise.resolve({ ok: true, value: {} })
    },
    on: (name: string, listener: Listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    removeListener: (name: string, listener: Listener) =>
      listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== listener))
  }
  return { wire: wire as Wire, asked, listeners }
}

describe('buildBridge', () => {
  it('forwards a call of the contract by its name', async () => {
    const { wire, asked } = fakeWire()
    await buildBridge(wire).call('settings:get', {})
    expect(asked).toEqual([['settings:get', {}]])
  })

  it.each(['toString', '__proto__', 'ELECTRON_BROWSER_REQUIRE', 'chat:frames'])('refuses the call %s', async (name) => {
    const { wire, asked } = fakeWire()
    await expect(buildBridge(wire).call(name as 'settings:get', {})).rejects.toThrow('no such call')
    expect(asked).toEqual([])
  })

  it('refuses to listen to a name outside the contract', () => {
    const { wire } = fakeWire()
    expect(() => buildBridge(wire).on('settings:get' as 'settings:changed', () => undefined)).toThrow('no such event')
  })

  it('hands over the event without its sender, until unsubscribed, and leaves other listeners alone', () => {
    const { wire, listeners } = fakeWire()
    const bridge = buildBridge(wire)
    const seen: unknown[] = []
    const other: unknown[] = []
    const leave = bridge.on('conversations:changed', (event) => seen.push(event))
    bridge.on('conversations:changed', (event) => other.push(event))
    const push = (payload: unknown): void => listeners.get('conversations:changed')?.forEach((one) => one({} as never, payload))
    const event = { conversationId: 'c1' as ConversationId }
    push(event)
    leave()
    push(event)
    expect(seen).toEqual([event])
    expect(other).toEqual([event, event])
  })
})
