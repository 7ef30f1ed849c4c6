import { describe, expect, it } from 'vitest'
import { createBodyDecoder } from './body-decoder'
import { MAX_EVENT_CHARS, type StreamEvent } from './event-decoder'

describe('a body that is one JSON answer', () => {
  it('may not grow without end', () => {
    const body = createBodyDecoder('application/json', () => undefined)
    body.feed(Buffer.from('{"choices":"'))
    const part = Buffer.alloc(1024 * 1024, 'a')
    const feedAll = (): void => {
      for (let fed = 0; fed <= MAX_EVENT_CHARS; fed += part.length) body.feed(part)
    }
    expect(feedAll).toThrow(/longer than/)
  })

  it('is not waited for behind blank packets for ever', () => {
    const events: StreamEvent[] = []
    const body = createBodyDecoder('text/event-stream', (event) => events.push(event))
    for (let packet = 0; packet < 64; packet++) body.feed(Buffer.alloc(1_024, '\n'))
    // From here on it is an event stream, whatever comes.
    body.feed(Buffer.from('{"a":1}\n\ndata: x\n\n'))
    body.end()
    expect(events.map(({ data }) => data)).toEqual(['x'])
  })
})
