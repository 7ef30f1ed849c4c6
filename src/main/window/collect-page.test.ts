import { describe, expect, it } from 'vitest'
import { collectPage } from './collect-page'

function page(state: { destroyed?: boolean; toolsOpen?: boolean; inspected?: boolean; dies?: boolean } = {}) {
  const did: string[] = []
  return {
    did,
    isDestroyed: () => state.destroyed ?? false,
    isDevToolsOpened: () => state.toolsOpen ?? false,
    debugger: {
      attach: () => {
        if (state.inspected) throw new Error('Debugger is already attached to the target')
        did.push('attach')
      },
      detach: () => void did.push('detach'),
      sendCommand: (method: string) => {
        did.push(method)
        state.destroyed = state.dies ?? false
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

  it('bears a page that goes meanwhile', async () => {
    const one = page({ dies: true })
    await collectPage(one)
    expect(one.did).toEqual(['attach', 'HeapProfiler.collectGarbage'])
  })
})
