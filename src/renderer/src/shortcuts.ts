import type { WindowCommand } from '../../shared/ipc/events'

const BY_KEY: ReadonlyMap<string, WindowCommand> = new Map([
  ['n', 'new-conversation'],
  ['b', 'toggle-sidebar'],
  ['k', 'open-palette'],
  [',', 'open-settings']
])

/** The command of a key press, or null. Ctrl everywhere but on a Mac, where it is Cmd. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  platform: string
): WindowCommand | null {
  const mac = platform === 'darwin'
  const mod = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (!mod || event.altKey) return null
  if (event.shiftKey) return event.key.toLowerCase() === 'f' ? 'find-conversation' : null
  return BY_KEY.get(event.key.toLowerCase()) ?? null
}

/** How the keys of a shortcut are written on this system. */
export function keysOf(key: string, platform: string): readonly string[] {
  return platform === 'darwin' ? [`⌘${key.replace('Shift+', '⇧')}`] : [`Ctrl+${key}`]
}
