import { createParser } from 'eventsource-parser'
import { faultError } from '../fault-error'

/** One event of an event stream, as the WHATWG rules dispatch it. */
export interface StreamEvent {
  /** `message` where the stream names none. */
  readonly event: string
  readonly data: string
  /** The last event id at dispatch; empty where the stream has set none. */
  readonly id: string
}

export interface EventDecoderOptions {
  onEvent(event: StreamEvent): void
  /** Keep-alive lines; providers send them while a model thinks. */
  onComment?(comment: string): void
  /** The reconnection time in milliseconds. Reported for inspection; a chat answer is never reconnected by it. */
  onRetry?(retryMs: number): void
}

export interface EventDecoder {
  /** Throws an `overflow` fault when one line or event grows past the bound. */
  feed(bytes: Uint8Array): void
  /** The stream is over. By the rules an event without its blank line is dropped. */
  end(): void
  readonly lastEventId: string
}

/** One event of 8 MiB was seen in the wild; twice that is no answer any more. */
export const MAX_EVENT_CHARS = 16 * 1024 * 1024

/** Small steps let the bound be checked in between, however much the network hands over at once. */
const STEP_BYTES = 64 * 1024

export function createEventDecoder(options: EventDecoderOptions): EventDecoder {
  const utf8 = new TextDecoder('utf-8')
  const lines = new LineEnds()
  let lastEventId = ''
  let overflowed = false
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: ({ event, data, id }) => {
      if (id !== undefined) lastEventId = id
      options.onEvent({ event: event ?? 'message', data, id: lastEventId })
    },
    onComment: (comment) => options.onComment?.(comment),
    onRetry: (retryMs) => options.onRetry?.(retryMs),
    onError: (error) => {
      // Unknown fields and odd retry values are ignored, as the rules say.
      if (error.type === 'max-buffer-size-exceeded') overflowed = true
    }
  })
  const feedText = (text: string): void => {
    if (text !== '') parser.feed(lines.unify(text))
    if (overflowed) throw faultError('overflow', `one event is longer than ${MAX_EVENT_CHARS} characters`)
  }
  return {
    feed(bytes) {
      for (let at = 0; at < bytes.length; at += STEP_BYTES) {
        feedText(utf8.decode(bytes.subarray(at, at + STEP_BYTES), { stream: true }))
      }
    },
    end() {
      feedText(utf8.decode())
    },
    get lastEventId() {
      return lastEventId
    }
  }
}

/**
 * Turns CR, LF and CRLF into LF, also where a CRLF is cut in two. The parser alone would hold back a CR at the end of a
 * chunk to see whether an LF follows, and lose the event when none does.
 */
class LineEnds {
  #endedWithCr = false

  unify(text: string): string {
    const fresh = this.#endedWithCr && text.startsWith('\n') ? text.slice(1) : text
    this.#endedWithCr = text.endsWith('\r')
    return fresh.includes('\r') ? fresh.replace(/\r\n?/g, '\n') : fresh
  }
}
