import { mount, type ComponentProps } from 'svelte'
import App from './App.svelte'
import './styles/base.css'
import './styles/fields.css'
import './styles/floating.css'

/** Begins one of our pages. */
export function openPage(shows: ComponentProps<typeof App>['shows']): void {
  // Before the settings have arrived the system's theme is the best guess, and no light flash in a dark room.
  document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

  const target = document.getElementById('app')
  if (!target) throw new Error('the page has no #app')
  mount(App, { target, props: { shows } })
}
