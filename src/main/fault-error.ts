import type { Fault, FaultKind } from '../shared/fault'

/** Carries a fault through code that throws, inside one process; across processes the plain fault travels. */
export class FaultError extends Error {
  constructor(readonly fault: Fault) {
    super(`${fault.kind}: ${fault.message}`)
    this.name = 'FaultError'
  }
}

export function faultError(kind: FaultKind, message: string): FaultError {
  return new FaultError({ kind, message })
}

/** The fault of anything thrown; what was not classified at its door is `internal`. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}
