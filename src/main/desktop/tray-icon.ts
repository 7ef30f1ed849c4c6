import { Menu, nativeImage, Tray } from 'electron'
import { join } from 'node:path'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'
import { trayMenu, type TrayActions, type TrayNews } from './tray-menu'

/** The icon in the panel of the desktop, while there is one to show it. */
export class TrayIcon {
  #tray: Tray | null = null
  /** What it shows now. A menu that is replaced closes, and forgets what was just chosen in it. */
  #shown = ''

  constructor(
    private readonly resources: string,
    private readonly platform: NodeJS.Platform,
    private readonly actions: TrayActions
  ) {}

  /** Puts it up, or brings what it says up to date. */
  show(news: TrayNews, locale: Locale): void {
    const shown = JSON.stringify([news, locale])
    if (shown === this.#shown) return
    this.#shown = shown
    const isBusy = news.answering.length > 0 || news.translating
    const image = nativeImage.createFromPath(join(this.resources, this.#file(isBusy)))
    const tray = this.#tray ?? this.#put(image)
    tray.setImage(image)
    const count = news.answering.length
    const quiet = news.translating ? m.app_tray_translating({}, { locale }) : 'Rill'
    tray.setToolTip(count === 0 ? quiet : m.app_tray_answering_count({ count }, { locale }))
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(news, locale, this.actions)))
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = null
    this.#shown = ''
  }

  #put(image: Electron.NativeImage): Tray {
    const tray = new Tray(image)
    this.#tray = tray
    // On macOS a click opens the menu.
    if (this.platform !== 'darwin') tray.on('click', () => this.actions.ask())
    return tray
  }

  /** macOS draws a template in the colour of its menu bar. */
  #file(answering: boolean): string {
    const name = answering ? 'tray-answering' : 'tray'
    return this.platform === 'darwin' ? `${name}-Template.png` : `${name}.png`
  }
}
