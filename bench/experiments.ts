import type { Experiment } from './experiment'
import { docsPage20k, docsPage5k } from './experiments/docs-page'
import { firstToken } from './experiments/first-token'
import { growingView } from './experiments/growing-view'
import { importSpeed } from './experiments/import'
import { importCommit } from './experiments/import-commit'
import { importMemory } from './experiments/import-memory'
import { listScroll } from './experiments/list-scroll'
import { many } from './experiments/many'
import { memory } from './experiments/memory'
import { openConversation } from './experiments/open-conversation'
import { persist } from './experiments/persist'
import { quickAsk } from './experiments/quick-ask'
import { relay } from './experiments/relay'
import { indexCost, search1m, search200k } from './experiments/search'
import { searchRecall } from './experiments/search-recall'
import { sseDecode } from './experiments/sse-decode'
import { start } from './experiments/start'
import { typing } from './experiments/typing'

/** Everything that is measured, the cheapest first. */
export const EXPERIMENTS: readonly Experiment[] = [
  sseDecode,
  persist,
  searchRecall,
  indexCost,
  importSpeed,
  importCommit,
  search200k,
  growingView,
  docsPage5k,
  docsPage20k,
  firstToken,
  typing,
  many,
  relay,
  quickAsk,
  openConversation,
  listScroll,
  start,
  search1m,
  importMemory,
  memory
]
