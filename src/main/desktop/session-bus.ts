import { createConnection, type Socket } from 'node:net'
import { BusMessages, callMessage, type BusMessage } from './bus-message'

/** A bus on the same machine answers at once; one that hangs shall not hold anything up. */
const ANSWER_LIMIT_MS = 3_000
const BUS = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', destination: 'org.freedesktop.DBus' }

/**
 * Watches on the session bus whether a name has an owner. Calls back with each change, first with what is so now; with
 * false where there is no bus, and when it goes. Returns the way to stop.
 */
export function watchBusName(address: string | undefined, name: string, tell: (owned: boolean) => void): () => void {
  const path = socketPath(address ?? '')
  if (path === null) {
    tell(false)
    return () => undefined
  }
  const socket = createConnection(path)
  let told: boolean | null = null
  const say = (owned: boolean): void => {
    if (told !== owned) tell(owned)
    told = owned
  }
  const timer = setTimeout(() => socket.destroy(), ANSWER_LIMIT_MS).unref()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearTimeout(timer)
    say(false)
  })
  socket.unref()
  socket.on('connect', () => logIn(socket))
  listen(socket, name, (owned) => {
    clearTimeout(timer)
    say(owned)
  })
  return () => {
    told = false
    socket.destroy()
  }
}

/** The one form of address that a desktop's session uses. */
function socketPath(address: string): string | null {
  const first = address.split(';')[0] ?? ''
  const path = /^unix:(?:.*,)?path=([^,]+)/.exec(first)?.[1]
  if (path !== undefined) return decodeURIComponent(path)
  const abstract = /^unix:(?:.*,)?abstract=([^,]+)/.exec(first)?.[1]
  return abstract === undefined ? null : `\0${decodeURIComponent(abstract)}`
}

function logIn(socket: Socket): void {
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
}

function listen(socket: Socket, name: string, say: (owned: boolean) => void): void {
  let greeting = Buffer.alloc(0)
  let messages: BusMessages | null = null
  const take = (message: BusMessage): void => {
    const owned = ownerIn(message, name)
    if (owned !== null) say(owned)
  }
  socket.on('data', (bytes: Buffer) => {
    if (messages) return read(socket, messages, bytes, take)
    greeting = Buffer.concat([greeting, bytes])
    const end = greeting.indexOf('\r\n')
    if (end < 0 && greeting.length < 1_000) return
    if (!greeting.subarray(0, 3).equals(Buffer.from('OK '))) return void socket.destroy()
    socket.write('BEGIN\r\n')
    ask(socket, name)
    messages = new BusMessages()
    read(socket, messages, greeting.subarray(end + 2), take)
  })
}

/** Asks to be told of changes before asking what is so, so that none falls between. */
function ask(socket: Socket, name: string): void {
  const rule = `type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`
  socket.write(callMessage(1, { ...BUS, member: 'Hello' }, null))
  socket.write(callMessage(2, { ...BUS, member: 'AddMatch' }, rule))
  socket.write(callMessage(SERIAL_OF_QUESTION, { ...BUS, member: 'NameHasOwner' }, name))
}

const SERIAL_OF_QUESTION = 3

function read(socket: Socket, messages: BusMessages, bytes: Buffer, take: (message: BusMessage) => void): void {
  try {
    for (const message of messages.take(bytes)) take(message)
  } catch {
    // What cannot be read is no bus that can be asked.
    socket.destroy()
  }
}

/** What a message says about the owner; null when it is about something else. */
function ownerIn(message: BusMessage, name: string): boolean | null {
  if (message.kind === 'reply') return message.to === SERIAL_OF_QUESTION ? message.body.readUInt32LE(0) === 1 : null
  if (message.kind !== 'signal' || message.member !== 'NameOwnerChanged') return null
  const [changed, , newOwner] = message.strings()
  return changed === name ? newOwner !== '' : null
}
