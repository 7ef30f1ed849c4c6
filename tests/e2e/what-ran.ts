import type { Profiler } from 'node:inspector'

/** Asks the inspector of a page, of main, or of a thread of main. */
export type Send = (method: string, params?: object) => Promise<unknown>

/** What a profile has in place of a function: nothing runs, or the engine does something of its own. */
const NO_FUNCTION = new Set(['(root)', '(program)', '(idle)', '(garbage collector)'])

/**
 * Begins a CPU profile; the returned call ends it and names each function that ran, of those files that count. What is
 * over between two samples is not in a profile, so that calls are counted as well.
 */
export async function watchFunctions(
  send: Send,
  counts: (url: string) => boolean = () => true
): Promise<() => Promise<readonly string[]>> {
  await send('Profiler.enable')
  await send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await send('Profiler.start')
  // Sets the counts back.
  await send('Profiler.takePreciseCoverage')
  return async () => {
    const { profile } = (await send('Profiler.stop')) as Profiler.StopReturnType
    const { result } = (await send('Profiler.takePreciseCoverage')) as Profiler.TakePreciseCoverageReturnType
    const ran = [...sampled(profile), ...called(result)].filter(({ url }) => counts(url))
    return [...new Set(ran.map(({ name, url }) => `${name || 'a function'} of ${url || 'no file'}`))]
  }
}

interface Ran {
  readonly name: string
  readonly url: string
}

function sampled({ nodes }: Profiler.Profile): readonly Ran[] {
  const hit = nodes.filter(({ hitCount = 0, callFrame }) => hitCount > 0 && !NO_FUNCTION.has(callFrame.functionName))
  return hit.map(({ callFrame }) => ({ name: callFrame.functionName, url: callFrame.url }))
}

function called(scripts: readonly Profiler.ScriptCoverage[]): readonly Ran[] {
  return scripts.flatMap(({ url, functions }) =>
    functions
      .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
      .map(({ functionName }) => ({ name: functionName, url }))
  )
}
