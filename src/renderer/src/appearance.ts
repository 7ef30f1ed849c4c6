import type { Settings } from '../../shared/domain/settings'

type Appearance = Pick<Settings, 'textSize' | 'density' | 'columnWidth'>

/** In per cent: from here on some things that stand side by side have no room to. */
const LARGE = 110

/** Puts what tokens.css makes of the person's wishes on the root of the page. */
export function showAppearance(root: HTMLElement, { textSize, density, columnWidth }: Appearance): void {
  root.style.setProperty('--scale', String(textSize / 100))
  root.dataset['text'] = textSize > LARGE ? 'large' : 'normal'
  root.dataset['density'] = density
  root.dataset['width'] = columnWidth
}
