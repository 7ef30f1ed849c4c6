import type { AnswerContent } from '../../../shared/domain/message'
import type { AnswerState } from '../../../shared/domain/run'
import type { Fault } from '../../../shared/fault'
import { redact } from '../../redact'

const MASK = '***'

/** Shorter values are words such as "true", and would only tear holes into what is written. */
const SHORTEST_SECRET = 6

/** Names of parameters that carry what lets one in. */
const SECRET_NAME = /key|token|secret|sig|auth|pass|code|credential/i

/**
 * The answer with the words of its faults masked where they look like a key or quote one of `secrets`: some gateways
 * answer with the header they were sent. What a person asked and a model said stays as it is.
 */
export function withoutSecrets<A extends Pick<AnswerContent, 'state' | 'attempts'>>(
  answer: A,
  secrets: readonly string[]
): A {
  const clean = (fault: Fault): Fault => ({ ...fault, message: masked(fault.message, secrets) })
  const attempts = answer.attempts.map((one) => (one.fault === null ? one : { ...one, fault: clean(one.fault) }))
  return { ...answer, attempts, state: cleanState(answer.state, clean) }
}

/** The address without user, password and what its query lets in with. */
export function withoutUrlSecrets(address: string, secrets: readonly string[]): string {
  try {
    const url = new URL(address)
    if (url.username === '' && url.password === '' && url.search === '') return masked(address, secrets, false)
    url.username = ''
    url.password = ''
    for (const [name, value] of [...url.searchParams]) {
      if (SECRET_NAME.test(name) || redact(value) !== value) url.searchParams.set(name, MASK)
    }
    return masked(url.href, secrets, false)
  } catch {
    // No address at all, so nothing in it is known to be harmless.
    return masked(address, secrets)
  }
}

function cleanState(state: AnswerState, clean: (fault: Fault) => Fault): AnswerState {
  switch (state.phase) {
    case 'retrying':
      return { ...state, retry: { ...state.retry, fault: clean(state.retry.fault) } }
    case 'interrupted':
      return state.fault === null ? state : { ...state, fault: clean(state.fault) }
    case 'failed':
      return { ...state, fault: clean(state.fault) }
    case 'waiting':
    case 'streaming':
    case 'ended':
    case 'stopped':
      return state
  }
}

function masked(text: string, secrets: readonly string[], byLooks = true): string {
  const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET)
  const known = long.reduce((left, secret) => left.replaceAll(secret, MASK), text)
  return byLooks ? redact(known) : known
}
