import { faultError } from '../fault-error'

/** Throws `cancelled` once the job is to end; asked often enough that a person does not wait for it. */
export type CheckCancelled = () => void

export function checkOf(cancelled: Int32Array): CheckCancelled {
  return () => {
    if (Atomics.load(cancelled, 0) === 1) throw faultError('cancelled', 'the person has cancelled it')
  }
}
