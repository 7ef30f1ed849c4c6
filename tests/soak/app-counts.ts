import type { ElectronApplication, Page } from '@playwright/test'

/** What the app holds at a quiet moment. */
export interface AppCounts {
  /** Of main's emitters: the app, its windows and their contents, IPC, the process. */
  readonly listeners: number
  readonly timers: number
  /** What keeps Node's loop busy besides timers: sockets, pipes, ports, workers. */
  readonly handles: number
  readonly mainHeapMb: number
  readonly pageHeapMb: number
  readonly pageNodes: number
  readonly pageListeners: number
}

export async function countApp(electron: ElectronApplication, page: Page): Promise<AppCounts> {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Performance.enable')
  const { metrics } = await inspector.send('Performance.getMetrics')
  await inspector.detach()
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    ...(await countMain(electron)),
    pageHeapMb: metric('JSHeapUsedSize') / MB,
    pageNodes: metric('Nodes'),
    pageListeners: metric('JSEventListeners')
  }
}

const MB = 1024 * 1024

function countMain(electron: ElectronApplication): Promise<Pick<AppCounts, 'listeners' | 'timers' | 'handles' | 'mainHeapMb'>> {
  return electron.evaluate(({ app, BrowserWindow, ipcMain, nativeTheme, webContents }) => {
    const emitters: NodeJS.EventEmitter[] = [
      app,
      ipcMain,
      nativeTheme,
      process,
      ...BrowserWindow.getAllWindows(),
      ...webContents.getAllWebContents().flatMap((contents) => [contents, contents.session])
    ]
    const listeners = emitters.flatMap((one) => one.eventNames().map((name) => one.listenerCount(name)))
    const resources = process.getActiveResourcesInfo()
    const timers = resources.filter((name) => name === 'Timeout' || name === 'Immediate').length
    return {
      listeners: listeners.reduce((sum, count) => sum + count, 0),
      timers,
      handles: resources.length - timers,
      mainHeapMb: process.memoryUsage().heapUsed / 1024 / 1024
    }
  })
}
