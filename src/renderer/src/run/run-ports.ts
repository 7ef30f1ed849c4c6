import { call, on } from '../bridge'
import { nextPaint } from './next-paint'
import type { RunPorts } from './run-view'

/** The window's own ports of a run: the bridge, the display and the clock. */
export const runPorts: RunPorts = {
  attach: (runId) => call('chat:attach', { runId }),
  detach: (runId) => void call('chat:detach', { runId }),
  onFrames: (listener) => on('chat:frames', listener),
  nextPaint,
  isSeen: () => document.visibilityState === 'visible',
  nowMs: () => performance.now()
}
