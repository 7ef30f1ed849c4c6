import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Bundles the soak run, which is written in TypeScript, and resolves with its one function. */
export async function bundleSoak(root) {
  // Loaded late: a fresh clone has no packages until the set-up has run.
  const { build } = await import('vite')
  // As deep as its sources are, because they find the checkout by their own place.
  const outDir = join(root, '.cache/soak')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'tests/soak/soak.ts'),
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'soak.mjs' } }
    }
  })
  const { soak } = await import(pathToFileURL(join(outDir, 'soak.mjs')).href)
  return soak
}
