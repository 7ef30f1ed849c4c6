import type { Experiment } from './experiment'
import { sseDecode } from './experiments/sse-decode'

/** Everything that is measured, the cheapest first. */
export const EXPERIMENTS: readonly Experiment[] = [sseDecode]
