import { faultError } from '../fault-error'
import { createEventDecoder, MAX_EVENT_CHARS, type EventDecoder, type StreamEvent } from './event-decoder'
import { parseJson } from './json-shape'

/** Bytes of a response to events, whatever form the server chose. */
export interface BodyDecoder {
  /** Throws a fault for a web page, for something that is no text, and for an event past the bound. */
  feed(bytes: Uint8Array): void
  end(): void
}

/**
 * The label is not trusted where the body speaks for itself: event streams come as `text/plain`, whole JSON as
 * `text/event-stream`. The first character that is not white space decides; no event stream begins with `{`, `[`
 * or `<`.
 * A body labelled as a web page is never looked into.
 */
export function createBodyDecoder(contentType: string, onEvent: (event: StreamEvent) => void): BodyDecoder {
  refuseByLabel(contentType)
  let chosen: BodyDecoder | null = null
  const blank: Uint8Array[] = []
  let blankBytes = 0
  return {
    feed(bytes) {
      if (chosen) {
        chosen.feed(bytes)
        return
      }
      const at = bytes.findIndex((byte) => !BLANK_BYTES.has(byte))
      blank.push(bytes)
      blankBytes += bytes.length
      if (at < 0 && blankBytes < MAX_BLANK_BYTES) return
      refusePacked(bytes.subarray(at))
      chosen = choose(bytes[at] ?? 0, contentType, onEvent)
      for (const early of blank.splice(0)) chosen.feed(early)
    },
    end() {
      chosen?.end()
    }
  }
}

/** White space, and the bytes of a byte order mark. */
const BLANK_BYTES = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])
/** Some send line ends for minutes, to keep the connection open until the answer is there. */
const MAX_BLANK_BYTES = 64 * 1024

function refuseByLabel(contentType: string): void {
  if (/^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType)) throw htmlFault()
  if (/^\s*(image|audio|video|font)\/|^\s*application\/(pdf|zip|gzip|xml)\b/i.test(contentType)) {
    throw faultError('bad_content_type', `the server answered with ${contentType.slice(0, 80)}, not with a chat answer`)
  }
}

function htmlFault(): Error {
  return faultError('html_response', 'the address answers with a web page; the base URL may lack its /v1')
}

/** What the network did not unpack because no header said so, or not in a way it knows. */
function refusePacked([first, second]: Uint8Array): void {
  const isZstandard = first === 0x28 && second === 0xb5
  if (first === GZIP || isZstandard) throw faultError('decode', 'the answer came compressed without saying how')
}

const GZIP = 0x1f

function choose(first: number, contentType: string, onEvent: (event: StreamEvent) => void): BodyDecoder {
  switch (String.fromCharCode(first)) {
    case '<':
      throw htmlFault()
    case '{':
    case '[':
      return new JsonBody(onEvent)
    default:
      return new EventBody(contentType, onEvent)
  }
}

class EventBody implements BodyDecoder {
  readonly #decoder: EventDecoder
  #sawEvent = false

  constructor(
    private readonly contentType: string,
    onEvent: (event: StreamEvent) => void
  ) {
    this.#decoder = createEventDecoder({
      onEvent: (event) => {
        this.#sawEvent = true
        onEvent(event)
      }
    })
  }

  feed(bytes: Uint8Array): void {
    this.#decoder.feed(bytes)
  }

  end(): void {
    this.#decoder.end()
    const isPlain = this.contentType !== '' && !/event-stream/i.test(this.contentType)
    if (!this.#sawEvent && isPlain) {
      throw faultError('bad_content_type', `the server answered with ${this.contentType.slice(0, 80)}, not with events`)
    }
  }
}

/** A whole JSON answer, or one JSON object per line. */
class JsonBody implements BodyDecoder {
  readonly #utf8 = new TextDecoder('utf-8')
  readonly #parts: string[] = []
  #chars = 0
  #byLine: boolean | null = null

  constructor(private readonly onEvent: (event: StreamEvent) => void) {}

  feed(bytes: Uint8Array): void {
    this.#take(this.#utf8.decode(bytes, { stream: true }))
  }

  end(): void {
    this.#take(this.#utf8.decode())
    const rest = this.#parts.splice(0).join('').trim()
    if (rest === '') return
    // A whole answer that was cut is no event: the stream ended before the answer did.
    if (this.#byLine !== true && parseJson(rest) === undefined) {
      throw faultError('truncated', 'the answer ended in the middle of its JSON')
    }
    this.#send(rest)
  }

  #take(text: string): void {
    if (this.#byLine !== false && text.includes('\n')) {
      this.#takeLines(text)
      return
    }
    this.#keep(text)
  }

  #takeLines(text: string): void {
    const lines = (this.#parts.splice(0).join('') + text).split('\n')
    const open = lines.pop() ?? ''
    this.#chars = 0
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '') continue
      this.#byLine ??= parseJson(line) !== undefined
      if (!this.#byLine) {
        this.#keep([...lines.slice(at), open].join('\n'))
        return
      }
      this.#send(line)
    }
    this.#keep(open)
  }

  #keep(text: string): void {
    this.#chars += text.length
    if (this.#chars > MAX_EVENT_CHARS) throw faultError('overflow', `one JSON answer is longer than ${MAX_EVENT_CHARS} characters`)
    this.#parts.push(text)
  }

  #send(json: string): void {
    this.onEvent({ event: 'message', data: json.trim(), id: '' })
  }
}
