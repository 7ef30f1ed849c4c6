/** One thing the server does while it answers. */
export type Step =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'pause'; readonly ms: number }
  /** What follows goes out in another packet. */
  | { readonly kind: 'split' }
  /** Destroys the socket. */
  | { readonly kind: 'reset' }
  /** Sends nothing more and keeps the socket open. */
  | { readonly kind: 'stall' }
  /** The person presses Stop here: the server waits for the socket to close. */
  | { readonly kind: 'client-cancel' }
  | { readonly kind: 'goaway'; readonly code: string }
  | { readonly kind: 'rst-stream'; readonly code: string }

const MARKER = /<<([A-Z0-9_]+)(?: ((?:(?!>>)[\s\S])*))?>>/g

/** The steps of a body with markers. What looks like a marker and is none is an error of the case. */
export function script(body: string): Step[] {
  const steps: Step[] = []
  let from = 0
  for (const found of body.matchAll(MARKER)) {
    addText(steps, body.slice(from, found.index))
    steps.push(step(found[1] ?? '', found[2] ?? ''))
    from = found.index + found[0].length
  }
  addText(steps, body.slice(from))
  return joined(steps)
}

function addText(steps: Step[], text: string): void {
  if (text !== '') steps.push({ kind: 'bytes', bytes: Buffer.from(text, 'utf8') })
}

function step(name: string, argument: string): Step {
  switch (name) {
    case 'PAUSE':
      return { kind: 'pause', ms: wholeNumber(argument) }
    case 'SPLIT':
      return { kind: 'split' }
    case 'BYTES':
      return { kind: 'bytes', bytes: Buffer.from(argument.replace(/\s+/g, ''), 'hex') }
    case 'REPEAT':
      return { kind: 'bytes', bytes: repeated(argument) }
    case 'RESET':
      return { kind: 'reset' }
    case 'STALL':
      return { kind: 'stall' }
    case 'CLIENT_CANCEL':
      return { kind: 'client-cancel' }
    case 'GOAWAY':
      return { kind: 'goaway', code: argument }
    case 'RST_STREAM':
      return { kind: 'rst-stream', code: argument }
    default:
      throw new Error(`unknown marker ${name}`)
  }
}

function repeated(argument: string): Buffer {
  const space = argument.indexOf(' ')
  return Buffer.from(argument.slice(space + 1).repeat(wholeNumber(argument.slice(0, space))), 'utf8')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`not a number: ${text}`)
  return value
}

/** Bytes that only a marker of bytes kept apart belong to the same packet. */
function joined(steps: readonly Step[]): Step[] {
  const result: Step[] = []
  for (const next of steps) {
    const last = result.at(-1)
    if (next.kind === 'bytes' && last?.kind === 'bytes') {
      result[result.length - 1] = { kind: 'bytes', bytes: Buffer.concat([last.bytes, next.bytes]) }
    } else {
      result.push(next)
    }
  }
  return result
}

/** The same steps with every packet cut to at most `chunkBytes`. */
export function inPackets(steps: readonly Step[], chunkBytes: number): Step[] {
  return steps.flatMap((next): Step[] => {
    if (next.kind !== 'bytes') return [next]
    const packets: Step[] = []
    for (let at = 0; at < next.bytes.length; at += chunkBytes) {
      if (at > 0) packets.push({ kind: 'split' })
      packets.push({ kind: 'bytes', bytes: next.bytes.subarray(at, at + chunkBytes) })
    }
    return packets
  })
}
