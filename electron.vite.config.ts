import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

// Chrome 114 and Node 18 are the oldest runtimes the app is started on; see docs/decisions/0003-two-electrons.md.
const oldestChrome = 'chrome114'
const oldestNode = 'node18'

// Packages with compiled parts are loaded from node_modules; everything else is bundled, which also lets
// packages that ship only as ES modules run in a CommonJS main.
const native = ['electron', 'keytar', '@photostructure/sqlite', 'original-fs']

// A script with a single Chinese character in it is kept by the engine with two bytes for each of its characters.
const charset = 'ascii'

const mainEntry = (name: string): string => resolve(import.meta.dirname, 'src/main', name)

/**
 * The bundler would keep its own helpers in index.cjs: they get a file of their own below. It still has every entry
 * load the file of the app, for nothing: a thread or the key process would start the whole app with it, and the first
 * window would wait for it. A file that is needed is always bound to a name.
 */
const standAloneEntries: Plugin = {
  name: 'stand-alone-entries',
  renderChunk: (code) => ({ code: code.replace(/^require\("\.[^"]*\.cjs"\);$/gm, ''), map: null })
}

/**
 * electron-store brings along what it needs for schemas and migrations, neither of which it is given: ours are our own
 * (src/main/settings). It was a third of what main loads at each start.
 */
const storeWithoutSchemas: Plugin = {
  name: 'store-without-schemas',
  enforce: 'pre',
  resolveId: (id) => (['ajv/dist/2020.js', 'ajv-formats', 'semver'].includes(id) ? '\0not-there' : null),
  load: (id) => (id === '\0not-there' ? 'export const Ajv2020 = null\nexport default null' : null)
}

/** Every Chrome in an Electron reads woff2; the other forms of KaTeX's fonts would be a megabyte never asked for. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/katex[^?]*\.css/.test(id)) return null
    return { code: code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)/g, ''), map: null }
  }
}

interface IconData {
  readonly name: string
  readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]
}

/**
 * An icon of this package puts itself together from data each time it is shown, which was a quarter of what it took to
 * build the first window. Here each is markup; it takes no properties, its size comes from the style sheet.
 */
const iconsAsMarkup: Plugin = {
  name: 'icons-as-markup',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/.test(id)) return null
    const data = /const iconData = (.*);/.exec(code)?.[1]
    if (data === undefined) throw new Error(`${id} does not say what it is made of`)
    const { name, node } = JSON.parse(data) as IconData
    const written = (values: Readonly<Record<string, string>>): string =>
      Object.entries(values).map(([key, value]) => ` ${key}="${value}"`).join('')
    const inside = node.map(([tag, values]) => `<${tag}${written(values)} />`).join('')
    const outside = written({
      class: `lucide-icon lucide lucide-${name}`,
      viewBox: '0 0 24 24',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true'
    })
    return { code: `<svg${outside}>${inside}</svg>`, map: null }
  }
}

/**
 * Nothing is painted before a page's first script has said which theme it has. The main window's is a small one, which
 * then asks for the rest (src/renderer/src/main.ts).
 */
const themeBeforePaint: Plugin = {
  name: 'theme-before-paint',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"')
  }
}

export default defineConfig({
  main: {
    plugins: [standAloneEntries, storeWithoutSchemas],
    build: {
      externalizeDeps: false,
      target: oldestNode,
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        external: [...native, /^node:/],
        input: {
          index: mainEntry('index.ts'),
          cli: mainEntry('cli.ts'),
          'history-writer': mainEntry('history/writer-thread.ts'),
          'history-reader': mainEntry('history/reader-thread.ts'),
          'history-backup': mainEntry('history/backup-thread.ts'),
          'key-process': mainEntry('keys/key-process.ts'),
          transfer: mainEntry('transfer/transfer-thread.ts'),
          'token-counter': mainEntry('tokens/token-counter-thread.ts')
        },
        output: {
          format: 'cjs',
          charset,
          // Less to read at each start; the names stay, for what is said of errors.
          minify: { compress: true, mangle: false, codegen: true },
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          codeSplitting: { groups: [{ name: 'bundler', test: /rolldown[\\/:]runtime/ }] }
        }
      }
    }
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: oldestNode,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        output: { format: 'cjs', charset, entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [themeBeforePaint, onlyWoff2, iconsAsMarkup, svelte()],
    css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 114 << 16 } } },
    worker: { format: 'es', rolldownOptions: { output: { charset } } },
    build: {
      target: oldestChrome,
      minify: true,
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/renderer/index.html'),
          'quick-ask': resolve(import.meta.dirname, 'src/renderer/quick-ask.html')
        },
        output: { charset }
      }
    }
  }
})
