import { join, resolve } from 'node:path'
import { bundleSuite } from '../set-up/bundle-suite.mjs'

/** Bundles the bench, its bare programs and their pages, and resolves with what the bench exports. */
export async function bundleBench(root) {
  // Loaded late: a fresh clone has no packages until the set-up has run.
  const { build } = await import('vite')
  const { svelte } = await import('@sveltejs/vite-plugin-svelte')
  const common = { root, configFile: false, logLevel: 'error' }
  const cache = (name) => join(root, '.cache', name)
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
  return bundleSuite(root, 'bench', 'bench/index.ts')
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
