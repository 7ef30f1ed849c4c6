import type { ElectronApplication } from '@playwright/test'

/** Keeps everything main says to its pages from now on, as JSON; the returned call reads it before the program ends. */
export async function recordReplies(electron: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ ipcMain, webContents }) => {
    const kept: string[] = []
    Reflect.set(globalThis, 'rillSaid', kept)
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers')
    if (!(handlers instanceof Map)) throw new Error('this Electron keeps its handlers elsewhere')
    for (const [name, handle] of handlers as Map<string, (...args: unknown[]) => unknown>) {
      handlers.set(name, async (...args: unknown[]) => {
        const reply: unknown = await handle(...args)
        kept.push(JSON.stringify(reply))
        return reply
      })
    }
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents)
      contents.send = (channel: string, ...args: unknown[]) => {
        kept.push(JSON.stringify(args))
        send(channel, ...args)
      }
    }
  })
  return () => electron.evaluate(() => Reflect.get(globalThis, 'rillSaid') as string[])
}
