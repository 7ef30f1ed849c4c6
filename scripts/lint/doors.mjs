/**
 * One door per dangerous thing: each is used in the one place named here and nowhere else. A door is either what must
 * not be imported (`from`, and `name` where only one export is meant) or what must not be written (`selector`).
 */
export const DOORS = [
  { what: 'ipcMain', from: 'electron', name: 'ipcMain', only: 'src/main/ipc/register.ts' },
  { what: 'ipcRenderer', from: 'electron', name: 'ipcRenderer', only: 'src/preload/index.ts' },
  { what: 'contextBridge', from: 'electron', name: 'contextBridge', only: 'src/preload/index.ts' },
  { what: 'shell', from: 'electron', name: 'shell', only: 'src/main/window/external-links.ts' },
  { what: "Electron's net", from: 'electron', name: 'net', only: 'src/main/wire/**' },
  { what: 'safeStorage', from: 'electron', name: 'safeStorage', only: 'nowhere' },
  { what: 'keytar', from: 'keytar', only: 'src/main/keys/**' },
  { what: 'the SQLite driver', from: '@photostructure/sqlite', only: 'src/main/history/database.ts' },
  { what: 'electron-store', from: 'electron-store', only: 'src/main/settings/settings-store.ts' },
  {
    what: 'webContents.send',
    selector:
      'CallExpression[callee.property.name=/^(send|sendToFrame|postMessage)$/]' +
      ':matches([callee.object.name=/^(webContents|contents|sender|senderFrame|mainFrame)$/],' +
      '[callee.object.property.name=/^(webContents|contents|sender|senderFrame|mainFrame)$/])',
    only: 'src/main/ipc/publish.ts'
  },
  {
    what: 'window.rill',
    selector: 'MemberExpression[object.name=/^(window|globalThis|self)$/][property.name="rill"]',
    only: 'src/renderer/src/bridge.ts'
  },
  {
    what: 'HTML from text',
    selector:
      ':matches(AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/],' +
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/])',
    only: 'src/renderer/src/markdown/**'
  }
]

/** Where `{@html}` may stand. */
export const HTML_DOOR = 'src/renderer/src/markdown/**'

/** Forbidden everywhere in `src`: ways around the types and around the doors. */
const NEVER = [
  { selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword', message: 'No `as unknown as`: say what it is.' },
  {
    selector: 'ImportExpression[source.value=/^(electron|keytar|electron-store|@photostructure\\u002fsqlite)$/]',
    message: 'A door is imported at the top of its file, where lint sees it.'
  },
  {
    selector: 'CallExpression[callee.name="require"], CallExpression[callee.name="eval"], NewExpression[callee.name="Function"]',
    message: 'No require, eval or new Function in the sources.'
  }
]

/** The rules that keep every door shut except those whose one place is `place`. */
export function doorRules(place = '') {
  const shut = DOORS.filter((door) => door.only !== place)
  const message = (door) => `${door.what} is used in ${door.only} only.`
  const paths = shut.filter((door) => door.from !== undefined).map((door) => ({
    name: door.from,
    ...(door.name === undefined ? {} : { importNames: [door.name] }),
    message: message(door)
  }))
  const written = shut.map((door) => ({ selector: door.selector ?? asRequired(door), message: message(door) }))
  return {
    'no-restricted-imports': ['error', { paths }],
    'no-restricted-syntax': ['error', ...NEVER, ...written.filter(({ selector }) => selector !== null)]
  }
}

/** A package can also be had through `createRequire`. */
function asRequired(door) {
  return door.name === undefined ? `CallExpression > Literal[value="${door.from}"]` : null
}

/** Each place that holds a door, with the rules that hold inside it. */
export function doorPlaces() {
  const places = [...new Set(DOORS.map((door) => door.only))].filter((place) => place !== 'nowhere')
  return places.map((place) => ({ files: [place], rules: doorRules(place) }))
}
