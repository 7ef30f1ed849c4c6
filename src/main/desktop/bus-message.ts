/** The few words of D-Bus that asking for a name takes: https://dbus.freedesktop.org/doc/dbus-specification.html */

export interface BusCall {
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly destination: string
}

export interface BusMessage {
  readonly kind: 'call' | 'reply' | 'error' | 'signal'
  readonly member: string
  /** The serial of the call it answers; 0 when it answers none. */
  readonly to: number
  readonly body: Buffer
  /** The body's strings, where it has nothing else. */
  strings(): readonly string[]
}

const KINDS = { 1: 'call', 2: 'reply', 3: 'error', 4: 'signal' } as const
const LITTLE_ENDIAN = 0x6c
const FIXED_HEADER_BYTES = 16
/** A name and its owners take a few hundred bytes. */
const MOST_BYTES = 1024 * 1024

const FIELD = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, signature: 8 }

/** A call with no argument or one string, as bytes. */
export function callMessage(serial: number, call: BusCall, argument: string | null): Buffer {
  const fields = [
    field(FIELD.path, 'o', stringValue(call.path)),
    field(FIELD.interface, 's', stringValue(call.interface)),
    field(FIELD.member, 's', stringValue(call.member)),
    field(FIELD.destination, 's', stringValue(call.destination)),
    ...(argument === null ? [] : [field(FIELD.signature, 'g', signatureValue('s'))])
  ]
  const array = fields.reduce((before, next) => Buffer.concat([padded(before, 8), next]), Buffer.alloc(0))
  const body = argument === null ? Buffer.alloc(0) : stringValue(argument)
  const head = Buffer.alloc(FIXED_HEADER_BYTES)
  head.set([LITTLE_ENDIAN, 1, 0, 1])
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(serial, 8)
  head.writeUInt32LE(array.length, 12)
  return Buffer.concat([padded(Buffer.concat([head, array]), 8), body])
}

/** Cuts a stream of bytes into messages. Throws at what is no message of a little-endian bus. */
export class BusMessages {
  #left = Buffer.alloc(0)

  take(bytes: Buffer): readonly BusMessage[] {
    this.#left = Buffer.concat([this.#left, bytes])
    const messages: BusMessage[] = []
    for (let size = sizeOf(this.#left); size !== null && size <= this.#left.length; size = sizeOf(this.#left)) {
      messages.push(messageIn(this.#left.subarray(0, size)))
      this.#left = this.#left.subarray(size)
    }
    return messages
  }
}

function sizeOf(bytes: Buffer): number | null {
  if (bytes.length < FIXED_HEADER_BYTES) return null
  if (bytes[0] !== LITTLE_ENDIAN) throw new Error('not a message of a little-endian bus')
  const size = bodyStart(bytes) + bytes.readUInt32LE(4)
  if (size > MOST_BYTES) throw new Error('a message of this size is not for us')
  return size
}

function bodyStart(bytes: Buffer): number {
  return aligned(FIXED_HEADER_BYTES + bytes.readUInt32LE(12), 8)
}

function messageIn(bytes: Buffer): BusMessage {
  const body = bytes.subarray(bodyStart(bytes))
  const fields = fieldsIn(bytes)
  return {
    kind: KINDS[bytes.readUInt8(1) as keyof typeof KINDS] ?? 'error',
    member: fields.member,
    to: fields.to,
    body,
    strings: () => stringsIn(body)
  }
}

function fieldsIn(bytes: Buffer): { member: string; to: number } {
  const end = FIXED_HEADER_BYTES + bytes.readUInt32LE(12)
  const found = { member: '', to: 0 }
  for (let at = FIXED_HEADER_BYTES; at < end; ) {
    at = aligned(at, 8)
    const code = bytes.readUInt8(at)
    const type = String.fromCharCode(bytes.readUInt8(at + 2))
    at += 4 // the code, and the signature of one letter with its length and its end
    if (type === 'g') {
      at += bytes.readUInt8(at) + 2
      continue
    }
    const value = bytes.readUInt32LE(at)
    if (type === 'u' && code === FIELD.replyTo) found.to = value
    if (type === 's' && code === FIELD.member) found.member = bytes.toString('utf8', at + 4, at + 4 + value)
    at += type === 'u' ? 4 : value + 5
  }
  return found
}

function stringsIn(body: Buffer): readonly string[] {
  const strings: string[] = []
  for (let at = 0; at + 4 <= body.length; ) {
    const length = body.readUInt32LE(at)
    strings.push(body.toString('utf8', at + 4, at + 4 + length))
    at = aligned(at + length + 5, 4)
  }
  return strings
}

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signatureValue(type), value])
}

function stringValue(text: string): Buffer {
  const bytes = Buffer.from(text)
  const value = Buffer.alloc(bytes.length + 5)
  value.writeUInt32LE(bytes.length)
  bytes.copy(value, 4)
  return value
}

function signatureValue(signature: string): Buffer {
  return Buffer.from([signature.length, ...Buffer.from(signature), 0])
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, to) - bytes.length)])
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to
}
