import { mount } from 'svelte'
import App from './App.svelte'
import './styles/base.css'
import './styles/fields.css'
import './styles/floating.css'

// Before the settings have arrived the system's theme is the best guess, and no light flash in a dark room.
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')
mount(App, { target })
