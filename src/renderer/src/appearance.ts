import type { Settings } from '../../shared/domain/settings'

/** Puts what tokens.css makes of the person's wishes on the root of the page. */
export function showAppearance(root: HTMLElement, { textSize, density, columnWidth }: Settings): void {
  root.style.setProperty('--scale', String(textSize / 100))
  root.dataset['density'] = density
  root.dataset['width'] = columnWidth
}
