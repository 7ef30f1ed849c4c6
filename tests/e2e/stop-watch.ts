import type { ElectronApplication, Page } from '@playwright/test'
import { inTime, type Stopped } from '../conformance/stop-now'
import { openControl } from '../provider-server/control'
import type { RillPage } from './rill-page'

/** Presses Stop and ends, in the same moment and by the same ways, a connection that has nothing to do with it. */
export class StopWatch {
  constructor(private readonly electron: ElectronApplication) {}

  async press(rill: RillPage): Promise<Stopped> {
    const control = await openControl()
    await this.#leaveOnTitle(rill.page, control.port)
    await control.reached
    const pressed = this.#pressed(rill.page)
    await rill.stop.click()
    const atMs = (await pressed) - performance.timeOrigin
    const lateMs = inTime(control.seenAtMs).then((seen) => seen - atMs).finally(() => control.close())
    return { atMs, lateMs }
  }

  /** A connection of Chromium's network stack that main aborts when it hears of a new title from the page. */
  async #leaveOnTitle(page: Page, port: number): Promise<void> {
    const window = await this.electron.browserWindow(page)
    await this.electron.evaluate(
      ({ net, session }, [window, port]) => {
        const request = net.request({ url: `http://127.0.0.1:${port}`, session: session.fromPartition('control') })
        request.on('error', () => undefined)
        request.end()
        window.webContents.once('page-title-updated', () => request.abort())
      },
      [window, port] as const
    )
  }

  /** When the press came to the page, in milliseconds since 1970; from there it goes to main, as the title does. */
  #pressed(page: Page): Promise<number> {
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const press = (): void => {
            document.title += '.'
            resolve(performance.timeOrigin + performance.now())
          }
          addEventListener('click', press, { capture: true, once: true })
        })
    )
  }
}
