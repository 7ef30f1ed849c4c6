import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Bundles the bench, which is written in TypeScript, and resolves with what it exports. */
export async function bundleBench(root) {
  // Loaded late: a fresh clone has no packages until the set-up has run.
  const { build } = await import('vite')
  // As deep as the tests it borrows from are, because they find the checkout by their own place.
  const outDir = join(root, '.cache/bench')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'bench/index.ts'),
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } }
    }
  })
  return import(pathToFileURL(join(outDir, 'bench.mjs')).href)
}
