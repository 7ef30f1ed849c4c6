import type { Message, MessageBus } from '@jellybrick/dbus-next'

/** A bus on the same machine answers at once; one that hangs shall not hold anything up. */
const ANSWER_LIMIT_MS = 3_000
const BUS = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', destination: 'org.freedesktop.DBus' }

/**
 * Watches on the session bus whether a name has an owner. Calls back with each change, first with what is so now; with
 * false where there is no bus. That a bus ends, which ends the session, is not told. Returns the way to stop.
 */
export function watchBusName(address: string | undefined, name: string, tell: (owned: boolean) => void): () => void {
  let bus: MessageBus | null = null
  let told: boolean | null = null
  let stopped = false
  const say = (owned: boolean): void => {
    if (!stopped && told !== owned) tell(owned)
    told = owned
  }
  const leave = (): void => {
    clearTimeout(timer)
    say(false)
    bus?.disconnect()
    bus = null
  }
  const timer = setTimeout(leave, ANSWER_LIMIT_MS).unref()
  connected(address, leave)
    .then(async (connection) => {
      bus = connection
      const owned = await ownership(connection, name, say)
      clearTimeout(timer)
      say(owned)
    })
    .catch(leave)
  return () => {
    stopped = true
    leave()
  }
}

/** Loaded only here: a start need not wait for it. */
async function connected(address: string | undefined, onGone: () => void): Promise<MessageBus> {
  const { sessionBus } = await import('@jellybrick/dbus-next')
  if (!address?.startsWith('unix:')) throw new Error('the session has no bus')
  const bus = sessionBus({ busAddress: address })
  // Emitted, but not among its types; nobody listening would end the program.
  const emitter: NodeJS.EventEmitter = bus
  emitter.on('error', onGone)
  return bus
}

/** Asks to be told of changes before asking what is so, so that none falls between. */
async function ownership(bus: MessageBus, name: string, changed: (owned: boolean) => void): Promise<boolean> {
  const { Message } = await import('@jellybrick/dbus-next')
  bus.on('message', (message: Message) => {
    const [about, , newOwner] = message.body as readonly unknown[]
    if (message.member === 'NameOwnerChanged' && about === name) changed(newOwner !== '')
  })
  const rule = `type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`
  await bus.call(new Message({ ...BUS, member: 'AddMatch', signature: 's', body: [rule] }))
  const reply = await bus.call(new Message({ ...BUS, member: 'NameHasOwner', signature: 's', body: [name] }))
  return reply?.body[0] === true
}
