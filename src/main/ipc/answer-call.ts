import type { z } from 'zod'
import type { Fault } from '../../shared/fault'
import type { Reply } from '../../shared/ipc/calls'
import { faultOf } from '../fault-error'
import type { Viewer } from './publish'

/**
 * Checks an ask, runs its handler, and always settles with a `Reply`: Electron drops the fields of an error
 * that rejects across the bridge.
 */
export async function answerCall<Ask, Answer>(
  schema: z.ZodType<Ask>,
  handle: (ask: Ask, viewer: Viewer) => Promise<Answer> | Answer,
  ask: unknown,
  viewer: Viewer,
  onFault: (fault: Fault) => void
): Promise<Reply<Answer>> {
  const parsed = schema.safeParse(ask)
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'ask').join(', ')
    return { ok: false, fault: { kind: 'bad_ask', message: `not understood: ${where.slice(0, 200)}` } }
  }
  try {
    return { ok: true, value: await handle(parsed.data, viewer) }
  } catch (error) {
    const fault = faultOf(error)
    onFault(fault)
    return { ok: false, fault }
  }
}
