import { describe, expect, it, vi } from 'vitest'
import { collectPage } from './collect-page'

interface State {
  destroyed?: boolean
  toolsOpen?: boolean
  inspected?: boolean
  dies?: boolean
  hangs?: boolean
}

function page(state: State = {}) {
  const did: string[] = []
  let letGo: (error: Error) => void = () => undefined
  return {
    did,
    isDestroyed: () => state.destroyed ?? false,
    isDevToolsOpened: () => state.toolsOpen ?? false,
    debugger: {
      attach: () => {
        if (state.inspected) throw new Error('Debugger is already attached to the target')
        did.push('attach')
      },
      detach: () => {
        did.push('detach')
        letGo(new Error('target closed'))
      },
      sendCommand: (method: string) => {
        did.push(method)
        state.destroyed = state.dies ?? false
        if (state.hangs) return new Promise<never>((_resolve, reject) => (letGo = reject))
        return state.dies ? Promise.reject(new Error('target closed')) : Promise.resolve({})
      }
    }
  }
}

describe('collectPage', () => {
  it('inspects the page for this one call alone', async () => {
    const one = page()
    await collectPage(one)
    expect(one.did).toEqual(['attach', 'HeapProfiler.collectGarbage', 'detach'])
  })

  it.each([{ destroyed: true }, { toolsOpen: true }, { inspected: true }])('leaves it alone: %j', async (state) => {
    const one = page(state)
    await collectPage(one)
    expect(one.did).toEqual([])
  })

  it('lets go of a page that hangs', async () => {
    vi.useFakeTimers()
    const one = page({ hangs: true })
    const collected = collectPage(one)
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    await collected
    expect(one.did).toContain('detach')
  })

  it('bears a page that goes meanwhile', async () => {
    const one = page({ dies: true })
    await collectPage(one)
    expect(one.did).toEqual(['attach', 'HeapProfiler.collectGarbage'])
  })
})
