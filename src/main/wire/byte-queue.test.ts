import { describe, expect, it } from 'vitest'
import { ByteQueue } from './byte-queue'

class FakeTap {
  readonly calls: string[] = []
  pause = (): void => void this.calls.push('pause')
  resume = (): void => void this.calls.push('resume')
  drop = (): void => void this.calls.push('drop')
}

const bytes = (count: number): Uint8Array => new Uint8Array(count)

async function sizes(queue: ByteQueue): Promise<number[]> {
  const found: number[] = []
  for await (const part of queue) found.push(part.length)
  return found
}

describe('ByteQueue', () => {
  it('hands over what was pushed before the error, then the error', async () => {
    const queue = new ByteQueue(new FakeTap())
    queue.push(bytes(3))
    queue.end(new Error('lost'))
    queue.end()
    const found: number[] = []
    const reading = (async () => {
      for await (const part of queue) found.push(part.length)
    })()
    await expect(reading).rejects.toThrow('lost')
    expect(found).toEqual([3])
  })

  it('wakes a reader that waits', async () => {
    const queue = new ByteQueue(new FakeTap())
    const reading = sizes(queue)
    await Promise.resolve()
    queue.push(bytes(1))
    queue.push(bytes(2))
    queue.end()
    expect(await reading).toEqual([1, 2])
  })

  it('pauses the network above its bound and lets it go on at half of it', async () => {
    const tap = new FakeTap()
    const queue = new ByteQueue(tap, 10)
    for (const size of [6, 6, 6]) queue.push(bytes(size))
    expect(tap.calls).toEqual(['pause'])
    const reader = queue[Symbol.asyncIterator]()
    await reader.next()
    expect(tap.calls).toEqual(['pause'])
    await reader.next()
    await reader.next()
    expect(tap.calls).toEqual(['pause', 'resume'])
  })

  it('lets the network know when the reader goes away early', async () => {
    const tap = new FakeTap()
    const queue = new ByteQueue(tap)
    queue.push(bytes(1))
    for await (const part of queue) if (part.length === 1) break
    expect(tap.calls).toEqual(['drop'])
  })
})
