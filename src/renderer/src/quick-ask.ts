import { openPage } from './open-page'
import QuickAsk from './quick-ask/QuickAsk.svelte'

openPage(QuickAsk)
