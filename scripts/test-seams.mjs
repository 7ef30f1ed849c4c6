// npm run --silent test:seams -- --cases FILE
// Joins every case of a seam file with the app's own modules and says what differs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')

/** The app's module, bundled in memory: Node 20 reads no TypeScript. */
async function loadChecker() {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src/main/stream/seam-cases.ts'),
      target: 'node18',
      write: false,
      minify: false
    }
  })
  const code = output.find((chunk) => chunk.type === 'chunk')?.code ?? ''
  return await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

function readCases(file) {
  const cases = JSON.parse(readFileSync(file, 'utf8'))
  const isCase = (one) => ['name', 'partial', 'continuation', 'expected'].every((key) => typeof one?.[key] === 'string')
  if (!Array.isArray(cases) || !cases.every(isCase)) throw new Error(`${file} holds no seam cases: a list of {name, partial, continuation, expected}`)
  return cases
}

/** What stands around the first difference, so that a long text need not be searched. */
function difference({ name, delivery, expected, got }) {
  let at = 0
  while (at < expected.length && expected[at] === got[at]) at++
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 60))
  return `FAILED ${name} (${delivery}), at ${at}\n  expected ${around(expected)}\n  got      ${around(got)}`
}

try {
  const { values } = parseArgs({ options: { cases: { type: 'string' } } })
  const file = values.cases ?? join(root, 'tests/fixtures/seam-cases.json')
  const cases = readCases(file)
  const { checkSeam } = await loadChecker()
  const failures = cases.map(checkSeam).filter((failure) => failure !== null)
  for (const failure of failures) console.log(difference(failure))
  console.log(`${cases.length - failures.length} passed, ${failures.length} failed`)
  process.exitCode = failures.length === 0 ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
