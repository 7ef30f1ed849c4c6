export const FINISHED = 0
export const FAULT = 1
export const WRONG_USAGE = 2
export type ExitCode = typeof FINISHED | typeof FAULT | typeof WRONG_USAGE
