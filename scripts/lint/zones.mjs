/** Files at the top of `src/main` that any room may import; `app.ts`, `index.ts` and `cli.ts` are not among them. */
const MAIN_COMMON = ['collect-garbage.ts', 'fault-error.ts', 'image-data.ts', 'log.ts', 'notices.ts', 'new-id.ts', 'redact.ts']

/** What each room of main may import of the others: the arrows of the house. */
const MAIN_ROOMS = {
  stream: [],
  tokens: ['stream'],
  wire: ['stream'],
  providers: ['stream'],
  demo: [],
  keys: [],
  settings: [],
  history: [],
  transfer: ['history'],
  tools: [],
  window: [],
  desktop: ['window'],
  chat: ['stream', 'providers', 'tools', 'history', 'keys'],
  // The road of a run, from the engine to disk and windows, is the one that answers take.
  translate: ['chat', 'stream', 'providers', 'history'],
  ipc: ['chat', 'translate', 'history', 'transfer', 'settings', 'keys', 'providers', 'tools', 'window'],
  cli: ['stream', 'demo', 'providers', 'wire', 'tokens']
}

/** What every room of the page may import: dumb controls, the text renderer, the strip of figures, styles. */
const PAGE_COMMON = ['ui', 'markdown', 'stats', 'styles', 'bridge.ts', 'words.ts']
/** What a room of the page may import besides. The small window shows what the large one shows, with its parts. */
const PAGE_ROOMS = {
  run: [],
  models: [],
  images: [],
  chat: ['run', 'models', 'images'],
  translate: ['run', 'models'],
  'quick-ask': ['chat', 'translate', 'run', 'models', 'images'],
  history: [],
  search: [],
  palette: [],
  settings: [],
  notices: [],
  transfer: []
}

const PROCESSES = [
  { target: './src/shared', from: './src', except: ['./shared'], message: 'shared imports nothing but shared.' },
  { target: './src/preload', from: './src', except: ['./preload', './shared'], message: 'preload imports shared only.' },
  { target: './src/renderer', from: './src', except: ['./renderer', './shared'], message: 'The page imports shared only.' },
  { target: './src/main', from: './src', except: ['./main', './shared'], message: 'Main imports shared only.' }
]

const mainZones = Object.entries(MAIN_ROOMS).map(([room, others]) => ({
  target: `./src/main/${room}`,
  from: './src/main',
  except: [room, ...others, ...MAIN_COMMON].map((path) => `./${path}`),
  message: `${room} may import ${others.length === 0 ? 'no other room' : others.join(', ')} of main.`
}))

const pageZones = Object.entries(PAGE_ROOMS).map(([room, others]) => ({
  target: `./src/renderer/src/${room}`,
  from: './src/renderer/src',
  except: [room, ...others, ...PAGE_COMMON].map((path) => `./${path}`),
  message: `${room} may import ${others.length === 0 ? 'no other room' : others.join(', ')} of the page.`
}))

const DUMB_ROOMS = {
  ui: ['./ui', './styles', './words.ts'],
  markdown: ['./markdown', './ui', './styles', './bridge.ts', './words.ts'],
  stats: ['./stats', './ui', './styles', './words.ts']
}

const dumbZones = Object.entries(DUMB_ROOMS).map(([room, except]) => ({
  target: `./src/renderer/src/${room}`,
  from: './src/renderer/src',
  except,
  message: `${room} knows no other room: props in, callbacks out.`
}))

export const ZONES = [...PROCESSES, ...mainZones, ...pageZones, ...dumbZones]
