import type { Settings } from '../../shared/domain/settings'

type Appearance = Pick<Settings, 'textSize' | 'density' | 'columnWidth'>

/** In per cent: from here on some things that stand side by side have no room to. */
const LARGE = 110

/** Before the settings have arrived the system's theme is the best guess, and no light flash in a dark room. */
export function showSystemTheme(root: HTMLElement): void {
  root.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Puts what tokens.css makes of the person's wishes on the root of the page. */
export function showAppearance(root: HTMLElement, { textSize, density, columnWidth }: Appearance): void {
  root.style.setProperty('--scale', String(textSize / 100))
  root.dataset['text'] = textSize > LARGE ? 'large' : 'normal'
  root.dataset['density'] = density
  root.dataset['width'] = columnWidth
}
