import { ESLint } from 'eslint'
import { resolve } from 'node:path'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** Without the type checker, which takes seconds and which the doors and zones do not ask. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { project: null } },
      rules: tseslint.configs.disableTypeChecked.rules ?? {}
    }
  ]
})

async function complaints(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: resolve(ROOT, file) })
  if (!result) throw new Error(`${file} is not linted at all`)
  return result.messages.map((message) => message.ruleId ?? message.message)
}

const component = (script: string, body = ''): string => `<script lang="ts">\n${script}\n</script>\n\n${body}\n`

interface Door {
  readonly name: string
  readonly text: string
  readonly open: string
  readonly shut: string
  readonly rule: string
}

const IMPORT = 'no-restricted-imports'
const SYNTAX = 'no-restricted-syntax'
const PATHS = 'import-x/no-restricted-paths'

const doors: readonly Door[] = [
  {
    name: 'ipcMain',
    text: "import { ipcMain } from 'electron'\n\nipcMain.removeHandler('x')\n",
    open: 'src/main/ipc/register.ts',
    shut: 'src/main/app.ts',
    rule: IMPORT
  },
  {
    name: 'webContents.send',
    text: "import type { WebContents } from 'electron'\n\nexport const say = (contents: WebContents): void => contents.send('x')\n",
    open: 'src/main/ipc/publish.ts',
    shut: 'src/main/window/windows.ts',
    rule: SYNTAX
  },
  {
    name: 'shell',
    text: "import { shell } from 'electron'\n\nvoid shell.openExternal('x')\n",
    open: 'src/main/window/external-links.ts',
    shut: 'src/main/window/menu.ts',
    rule: IMPORT
  },
  {
    name: 'net',
    text: "import { net } from 'electron'\n\nvoid net.fetch('x')\n",
    open: 'src/main/wire/electron-send.ts',
    shut: 'src/main/chat/chat.ts',
    rule: IMPORT
  },
  {
    name: 'keytar',
    text: "import { getPassword } from 'keytar'\n\nvoid getPassword('x', 'y')\n",
    open: 'src/main/keys/keytar-vault.ts',
    shut: 'src/main/settings/settings-store.ts',
    rule: IMPORT
  },
  {
    name: 'the SQLite driver',
    text: "import { DatabaseSync } from '@photostructure/sqlite'\n\nvoid new DatabaseSync('x')\n",
    open: 'src/main/history/database.ts',
    shut: 'src/main/history/search.ts',
    rule: IMPORT
  },
  {
    name: 'electron-store',
    text: "import Store from 'electron-store'\n\nvoid new Store()\n",
    open: 'src/main/settings/settings-store.ts',
    shut: 'src/main/keys/key-vault.ts',
    rule: IMPORT
  },
  {
    name: 'window.rill',
    text: "void window.rill.call('app:info', {})\n",
    open: 'src/renderer/src/bridge.ts',
    shut: 'src/renderer/src/words.ts',
    rule: SYNTAX
  },
  {
    name: '{@html}',
    text: component('const text = String(1)', '{@html text}'),
    open: 'src/renderer/src/markdown/Html.svelte',
    shut: 'src/renderer/src/chat/Answer.svelte',
    rule: 'svelte/no-at-html-tags'
  },
  {
    name: 'innerHTML',
    text: "export const fill = (node: HTMLElement): void => {\n  node.innerHTML = 'x'\n}\n",
    open: 'src/renderer/src/markdown/blocks.ts',
    shut: 'src/renderer/src/chat/answer.ts',
    rule: SYNTAX
  },
  {
    name: 'ipcRenderer',
    text: "import { ipcRenderer } from 'electron'\n\nipcRenderer.send('x')\n",
    open: 'src/preload/index.ts',
    shut: 'src/preload/bridge.ts',
    rule: IMPORT
  }
]

describe('each dangerous thing has one door', () => {
  it.each(doors)('$name is refused in $shut', async ({ shut, text, rule }) => {
    expect(await complaints(shut, text)).toContain(rule)
  })

  it.each(doors)('$name is let through in $open', async ({ open, text, rule }) => {
    expect(await complaints(open, text)).not.toContain(rule)
  })

  it.each([
    ['a whole import of electron', "import * as electron from 'electron'\n\nvoid electron.shell\n", IMPORT],
    ['a late import', "export const late = (): Promise<unknown> => import('keytar')\n", SYNTAX],
    ['a required package', "import { createRequire } from 'node:module'\n\ncreateRequire('x')('keytar')\n", SYNTAX],
    ['eval', "eval('1')\n", 'no-eval']
  ])('%s is no way around', async (_name, text, rule) => {
    expect(await complaints('src/main/log.ts', text)).toContain(rule)
  })
})

const crossings: readonly (readonly [string, string])[] = [
  ['src/renderer/src/words.ts', '../../main/fault-error'],
  ['src/preload/bridge.ts', '../main/fault-error'],
  ['src/main/fault-error.ts', '../renderer/src/bridge'],
  ['src/shared/fault.ts', '../main/fault-error'],
  ['src/main/stream/run.ts', '../history/history'],
  ['src/main/history/history.ts', '../stream/run'],
  ['src/main/keys/key-vault.ts', '../history/history'],
  ['src/main/providers/presets.ts', '../history/history'],
  ['src/renderer/src/ui/focus.ts', '../bridge']
]

const roads: readonly (readonly [string, string])[] = [
  ['src/main/stream/run.ts', '../../shared/fault'],
  ['src/main/stream/run.ts', '../fault-error'],
  ['src/main/chat/chat.ts', '../stream/run'],
  ['src/main/chat/chat.ts', '../history/history'],
  ['src/main/app.ts', './history/history'],
  ['src/renderer/src/settings/settings.svelte.ts', '../bridge'],
  ['src/renderer/src/words.ts', '../../shared/fault']
]

describe('rooms import along the arrows only', () => {
  it.each(crossings)('%s may not import %s', async (file, target) => {
    expect(await complaints(file, `export * from '${target}'\n`)).toContain(PATHS)
  })

  it.each(roads)('%s may import %s', async (file, target) => {
    expect(await complaints(file, `export * from '${target}'\n`)).not.toContain(PATHS)
  })
})

describe('ways around the rules are refused', () => {
  it.each([
    ['any', 'export const x = (value: any): unknown => value\n', '@typescript-eslint/no-explicit-any'],
    ['as unknown as', 'export const x = (value: string): number => value as unknown as number\n', SYNTAX],
    ['a bang', 'export const x = (list: string[]): string => list[0]!\n', '@typescript-eslint/no-non-null-assertion'],
    ['ts-ignore', '// @ts-ignore\nexport const x = 1\n', '@typescript-eslint/ban-ts-comment'],
    ['console', "console.log('x')\n", 'no-console'],
    ['an empty catch', 'try {\n  JSON.parse("")\n} catch {}\n', 'no-empty'],
    ['a default export', 'export default 1\n', 'import-x/no-default-export'],
    ['an unused name', 'const x = 1\n', '@typescript-eslint/no-unused-vars'],
    ['a disabled rule', '/* eslint-disable no-console */\nconsole.log(1)\n', 'no-console'],
    ['a file over 300 lines', 'export {}\n'.repeat(301), 'max-lines']
  ])('%s', async (_name, text, rule) => {
    expect(await complaints('src/main/log.ts', text)).toContain(rule)
  })
})
