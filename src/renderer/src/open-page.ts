import { mount, type ComponentProps } from 'svelte'
import App from './App.svelte'
import { showSystemTheme } from './appearance'
import { on } from './bridge'
import { letGoOfBoxes } from './markdown/let-go'
import './styles/base.css'
import './styles/fields.css'
import './styles/floating.css'

/** Begins one of our pages. */
export function openPage(shows: ComponentProps<typeof App>['shows']): void {
  showSystemTheme(document.documentElement)
  const target = document.getElementById('app')
  if (!target) throw new Error('the page has no #app')
  mount(App, { target, props: { shows } })
  on('app:rest', () => letGoOfBoxes(document))
}
