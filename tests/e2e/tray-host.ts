import { Variant } from '@jellybrick/dbus-next'
import { expect } from '@playwright/test'
import type { SessionBus } from './session-bus'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

/** An entry of the icon's menu, as a panel is told of it. */
export interface TrayEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  readonly children: readonly TrayEntry[]
}

/** A panel with the icons of the programs on this bus, and somebody in front of it who clicks them. */
export class TrayHost {
  /** What the programs have registered, in their order. */
  readonly #items: string[] = []

  private constructor(private readonly session: SessionBus) {}

  static async start(session: SessionBus): Promise<TrayHost> {
    const host = new TrayHost(session)
    await session.serve(WATCHER, {
      'org.freedesktop.DBus.Properties.Get': () => ['v', [new Variant('b', true)]],
      [`${WATCHER}.RegisterStatusNotifierItem`]: ([item]) => {
        host.#items.push(String(item))
        return ['', []]
      }
    })
    return host
  }

  /** The panel goes, as when it crashes. */
  async end(): Promise<void> {
    await this.session.bus.releaseName(WATCHER)
  }

  /** Waits until a program has put up its icon. */
  async found(): Promise<void> {
    await expect.poll(() => this.#items.length).toBeGreaterThan(0)
  }

  /** A click on the icon. */
  async activate(): Promise<void> {
    await this.session.call(this.#item, '/StatusNotifierItem', `${ITEM}.Activate`, 'ii', [0, 0])
  }

  async toolTip(): Promise<string> {
    const [, , title] = (await this.#property('ToolTip')) as [string, unknown, string]
    return title
  }

  /** Width of the picture the panel would draw, in pixels; 0 when it was given none. */
  async iconWidth(): Promise<number> {
    const pictures = (await this.#property('IconPixmap')) as [number, number, Buffer][]
    return pictures[0]?.[0] ?? 0
  }

  async menu(): Promise<readonly TrayEntry[]> {
    const path = (await this.#property('Menu')) as string
    const [, root] = await this.session.call(this.#item, path, `${MENU}.GetLayout`, 'iias', [0, -1, []])
    return entryOf(root as Layout).children
  }

  /** Chooses the entry of this label, wherever in the menu. */
  async choose(label: string): Promise<void> {
    const path = (await this.#property('Menu')) as string
    const entry = found(await this.menu(), label)
    if (!entry) throw new Error(`the menu has no entry ${label}`)
    const event = [entry.id, 'clicked', new Variant('i', 0), 0]
    await this.session.call(this.#item, path, `${MENU}.Event`, 'isvu', event)
  }

  get #item(): string {
    return this.#items.at(-1) ?? ''
  }

  async #property(name: string): Promise<unknown> {
    const get = 'org.freedesktop.DBus.Properties.Get'
    const [value] = await this.session.call(this.#item, '/StatusNotifierItem', get, 'ss', [ITEM, name])
    return (value as Variant).value
  }
}

type Layout = [number, Record<string, Variant>, Variant[]]

function entryOf([id, properties, children]: Layout): TrayEntry {
  const label = properties['label']?.value as string | undefined
  return {
    id,
    label: (label ?? '').replaceAll('_', ''),
    enabled: properties['enabled']?.value !== false,
    children: children.map((child) => entryOf(child.value as Layout))
  }
}

function found(entries: readonly TrayEntry[], label: string): TrayEntry | null {
  for (const entry of entries) {
    const inside = entry.label === label ? entry : found(entry.children, label)
    if (inside) return inside
  }
  return null
}
