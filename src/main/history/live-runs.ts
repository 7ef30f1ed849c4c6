/** The phases of a run that goes on, as SQL. Written as the partial index `answer_live` has it, or it is not used. */
export const LIVE_PHASES = `('waiting', 'streaming', 'retrying')`
