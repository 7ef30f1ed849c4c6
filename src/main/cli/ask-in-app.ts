import { app } from 'electron'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronNetwork } from '../wire/electron-network'
import { electronSend } from '../wire/electron-send'
import { sessionPool } from '../wire/session-pool'
import type { Engine } from './ask-command'
import { createTokenMeter } from '../tokens/token-meter'
import { runCommand } from './run-command'
import { processTerminal } from './terminal'

/**
 * Runs `ask ...` or `inspect ...` inside Electron's main, over its network stack and without a window, and resolves
 * with the exit code; the caller then ends the app. To be called before the app is ready. Leaves nothing on disk.
 */
export async function runAskInApp(args: readonly string[]): Promise<number> {
  const profile = withoutProfile()
  try {
    await app.whenReady()
    const terminal = processTerminal()
    // Chromium takes Ctrl+C for itself and quits; it is to stop the answer, whose result is still to be printed.
    app.on('before-quit', (event) => {
      event.preventDefault()
      terminal.requestStop()
    })
    const code = await runCommand(args, appEngine, terminal)
    await terminal.flushed()
    return code
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

export function appEngine(): Engine {
  const tokens = createTokenMeter({ threads: join(app.getAppPath(), 'out', 'main') })
  return { send: electronSend(sessionPool()), network: electronNetwork(), tokens }
}

/** Chromium insists on a folder; this one is empty, beside no running window's, and goes at the end. */
function withoutProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'rill-ask-'))
  // Later Chromium has begun with another folder, and Electron throws.
  if (app.isReady()) return profile
  app.setPath('userData', profile)
  app.setPath('sessionData', profile)
  app.disableHardwareAcceleration()
  app.dock?.hide()
  return profile
}
