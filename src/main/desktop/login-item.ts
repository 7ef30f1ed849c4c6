import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface LoginItemOptions {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** What starts the program, as its words. */
  readonly command: readonly string[]
  /** How macOS and Windows are told. */
  readonly tellSystem: (open: boolean) => void
}

/** Has the system start the program with it, or no longer. Throws when the disk refuses. */
export function setLoginItem(open: boolean, { platform, env, home, command, tellSystem }: LoginItemOptions): void {
  if (platform !== 'linux') return tellSystem(open)
  const file = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'rill.desktop')
  if (!open) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, autostartEntry(command))
}

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function autostartEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Rill',
    `Exec=${[...command, '--background'].map(execWord).join(' ')}`,
    'Icon=rill',
    'X-GNOME-Autostart-enabled=true'
  ]
  return `${lines.join('\n')}\n`
}

/** Quoted as a desktop entry wants it: first for the command, then for the file; a percent sign stands for a field. */
function execWord(word: string): string {
  const plain = /^[\w./:=-]+$/.test(word)
  const quoted = plain ? word : `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`
  return quoted.replaceAll('%', '%%')
}
