import { describe, expect, it } from 'vitest'
import { QuickShortcut, type KeyGrab } from './quick-shortcut'

/** Keys as a system has them: one program at a time. */
class Desk implements KeyGrab {
  readonly held = new Map<string, () => void>()
  constructor(readonly taken: readonly string[] = []) {}

  register(accelerator: string, pressed: () => void): boolean {
    if (accelerator === 'Nonsense') throw new TypeError('conversion failure')
    if (this.taken.includes(accelerator) || this.held.has(accelerator)) return false
    this.held.set(accelerator, pressed)
    return true
  }

  unregister(accelerator: string): void {
    this.held.delete(accelerator)
  }
}

function shortcut(desk: Desk, env = {}, platform: NodeJS.Platform = 'linux'): QuickShortcut {
  return new QuickShortcut({ keys: desk, platform, env, pressed: () => undefined })
}

describe('QuickShortcut', () => {
  it('holds the wanted keys and no others', () => {
    const desk = new Desk()
    const keys = shortcut(desk)
    keys.want('Alt+Space')
    keys.want('Alt+Q')
    expect([...desk.held.keys()]).toEqual(['Alt+Q'])
    expect(keys.state).toBe('on')
    keys.want('')
    expect(desk.held.size).toBe(0)
    expect(keys.state).toBe('off')
  })

  it('says that another program holds them, and tries again with others', () => {
    const desk = new Desk(['Alt+Space'])
    const keys = shortcut(desk)
    keys.want('Alt+Space')
    expect(keys.state).toBe('taken')
    keys.want('Alt+Q')
    expect(keys.state).toBe('on')
  })

  it('takes keys that the system does not know for keys that cannot be had', () => {
    const keys = shortcut(new Desk())
    keys.want('Nonsense')
    expect(keys.state).toBe('taken')
  })

  it('lets go while it is paused or new keys are recorded, and has them back when neither holds', () => {
    const desk = new Desk()
    const keys = shortcut(desk)
    keys.want('Alt+Q')
    keys.rest('paused', true)
    expect(keys.state).toBe('paused')
    keys.rest('recording', true)
    keys.rest('paused', false)
    expect(desk.held.size).toBe(0)
    keys.rest('recording', false)
    expect([...desk.held.keys()]).toEqual(['Alt+Q'])
    expect(keys.state).toBe('on')
  })

  it.each([{ XDG_SESSION_TYPE: 'wayland' }, { WAYLAND_DISPLAY: 'wayland-0' }])('takes none on Wayland: %o', (env) => {
    const desk = new Desk()
    const keys = shortcut(desk, env)
    keys.want('Alt+Q')
    expect(keys.state).toBe('wayland')
    expect(desk.held.size).toBe(0)
  })

  it('asks macOS and Windows whatever the environment says', () => {
    const keys = shortcut(new Desk(), { WAYLAND_DISPLAY: 'wayland-0' }, 'darwin')
    keys.want('Alt+Q')
    expect(keys.state).toBe('on')
  })
})
