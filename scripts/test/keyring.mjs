import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The newline is the password: an empty one would be no answer to the daemon's question. */
const UNLOCK = `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`

/**
 * Runs `work` with what is needed to start a program inside a session bus of its own with a real, unlocked keyring:
 * `wrap` puts the bus around a command, `env` names the folder the keyring is stored in, gone afterwards.
 */
export async function withKeyring(work) {
  if (process.platform !== 'linux') return work({ wrap: (command) => command, env: process.env })
  const folder = mkdtempSync(join(tmpdir(), 'rill-keyring-'))
  try {
    const env = { ...process.env, XDG_DATA_HOME: folder, RILL_TEST_KEYRING: 'gnome-keyring' }
    return await work({ wrap: (command) => ['dbus-run-session', '--', 'bash', '-c', UNLOCK, 'bash', ...command], env })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
