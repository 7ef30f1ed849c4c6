import { openPage } from './open-page'
import Window from './Window.svelte'

openPage(Window)
