import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Bundles a suite that is written in TypeScript into `.cache/NAME`, and resolves with what `entry` exports. */
export async function bundleSuite(root, name, entry) {
  // Loaded late: a fresh clone has no packages until the set-up has run.
  const { build } = await import('vite')
  // As deep as its sources are, because they find the checkout by their own place.
  const outDir = join(root, '.cache', name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } }
    }
  })
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href)
}
