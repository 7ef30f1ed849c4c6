import type { ElectronApplication } from '@playwright/test'

/** Counts the calls of all pages from now on; the returned call tells how many of each name have come. */
export async function countCalls(electron: ElectronApplication): Promise<() => Promise<Record<string, number>>> {
  await electron.evaluate(({ ipcMain }) => {
    const counts: Record<string, number> = {}
    Reflect.set(globalThis, 'rillCalls', counts)
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers')
    if (!(handlers instanceof Map)) throw new Error('this Electron keeps its handlers elsewhere')
    for (const [name, handle] of handlers as Map<string, (...args: unknown[]) => unknown>) {
      handlers.set(name, (...args: unknown[]) => {
        counts[name] = (counts[name] ?? 0) + 1
        return handle(...args)
      })
    }
  })
  return () => electron.evaluate(() => Reflect.get(globalThis, 'rillCalls') as Record<string, number>)
}
