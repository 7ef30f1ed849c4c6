import type { Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { quickPage } from '../../tests/e2e/quick-page'
import { noXSession, XSession } from '../../tests/e2e/x-session'
import { answeringApp } from '../app/answering-app'
import { inPieces, longAnswer } from '../app/long-answer'
import type { MeasuredApp } from '../app/measured-app'
import { nowMs } from '../app/now'
import { stopAll } from '../app/stop-all'
import { inTurn, valueRow, type Experiment } from '../experiment'
import { percentile } from '../interval'

const STREAMS = 8
const CHUNKS_PER_SECOND = 100
/** Longer than a round takes on a slow machine; they are stopped before their end. */
const STREAM_SECONDS = 240
const PRESSES = { full: 40, quick: 10 }
/** Before the first press of each turn: by then Chromium has put a hidden page to rest. */
const HIDDEN_MS = { full: 20_000, quick: 1_000 }
const KEYS = 'ctrl+shift+space'

/** From the key to a painted caret in the small window, over another program that has the focus. */
export const quickAsk: Experiment = {
  rows: [
    valueRow({
      name: 'quick-ask',
      unit: 'ms',
      peer: 'the same with nothing streaming',
      quickly: '10 times, after a second out of sight',
      bar: { atMost: 50 },
      ours: 'streaming',
      theirs: 'idle'
    })
  ],
  rounds: { full: 6, quick: 1 },
  async open(size) {
    const problem = noXSession()
    if (problem !== null) throw new Error(problem)
    const session = await XSession.start()
    await session.openTerminal('/dev/null')
    const env = { ...process.env, ...session.env }
    const keyboard = spawn('xdotool', ['-'], { env, stdio: ['pipe', 'ignore', 'ignore'] })
    const pieces = inPieces(longAnswer(CHUNKS_PER_SECOND * STREAM_SECONDS * 2), 4)
    const { measured, close } = await answeringApp({ chunksPerSecond: CHUNKS_PER_SECOND, pieces }, { env: session.env })
    const quick = await quickPage(measured.app)
    await knowsItsFocus(quick)
    const pressed = async (): Promise<number> => {
      const times: number[] = []
      await new Promise((resolve) => setTimeout(resolve, HIDDEN_MS[size]))
      for (let press = 0; press < PRESSES[size]; press++) times.push(await keyToCaret(quick, keyboard))
      return percentile(times, 0.95)
    }
    const streaming = async (): Promise<number> => {
      await ask(measured)
      const p95 = await pressed()
      await stopAll(measured)
      return p95
    }
    const measures = { streaming, idle: pressed }
    return {
      round: (turn) => inTurn(measures, turn),
      close: async () => {
        keyboard.kill()
        await close()
        await session.end()
      }
    }
  }
}

/** Playwright makes each page believe that it has the focus; this one shall know. */
async function knowsItsFocus(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
}

/** From handing the key to the X server until a frame with the focused field has been painted; hides it again. */
async function keyToCaret(quick: Page, keyboard: ChildProcess): Promise<number> {
  const painted = quick.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const { port1: painting, port2: painted } = new MessageChannel()
        painted.onmessage = () => resolve(performance.timeOrigin + performance.now())
        const focused = (): void => {
          if (document.activeElement?.tagName !== 'TEXTAREA') reject(new Error('the field has not the caret'))
          requestAnimationFrame(() => painting.postMessage(null))
        }
        window.addEventListener('focus', () => setTimeout(focused), { once: true })
      })
  )
  // What was sent before this has arrived.
  await quick.evaluate(() => null)
  const pressedMs = nowMs()
  keyboard.stdin?.write(`key --delay 0 ${KEYS}\n`)
  const ms = (await painted) - pressedMs
  // Not by Escape, which the window behind would take for Stop if it came a moment too soon.
  await quick.evaluate(() => window.rill.call('quick:hide', {}))
  await quick.waitForFunction(() => !document.hasFocus(), undefined, { polling: 20 })
  return ms
}

/** Eight answers, the last of them on the screen behind. */
async function ask({ rill }: MeasuredApp): Promise<void> {
  for (let at = 0; at < STREAMS; at++) {
    await rill.newConversation()
    await rill.ask(`stream ${at + 1}`)
    await rill.stop.waitFor()
  }
}
