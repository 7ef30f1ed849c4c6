import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Bundles the bench, its bare programs and their pages, and resolves with what the bench exports. */
export async function bundleBench(root) {
  // Loaded late: a fresh clone has no packages until the set-up has run.
  const { build } = await import('vite')
  const { svelte } = await import('@sveltejs/vite-plugin-svelte')
  const common = { root, configFile: false, logLevel: 'error' }
  const cache = (name) => join(root, '.cache', name)
  await build({
    ...common,
    build: {
      ssr: join(root, 'bench/index.ts'),
      target: 'node20',
      // As deep as the tests it borrows from are, because they find the checkout by their own place.
      outDir: cache('bench'),
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } }
    }
  })
  for (const name of ['peer-main', 'peer-preload']) await build({ ...common, build: peer(root, name, cache('bench-peers')) })
  await build({
    ...common,
    root: join(root, 'bench/pages'),
    base: './',
    plugins: [svelte()],
    build: {
      target: 'chrome114',
      outDir: cache('bench-pages'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: ['empty', 'relay', 'markdown'].map((name) => resolve(root, `bench/pages/${name}.html`)) }
    }
  })
  return import(pathToFileURL(join(cache('bench'), 'bench.mjs')).href)
}

function peer(root, name, outDir) {
  return {
    ssr: join(root, `bench/peers/${name}.ts`),
    target: 'node18',
    outDir,
    emptyOutDir: false,
    rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: `${name}.cjs` } }
  }
}
