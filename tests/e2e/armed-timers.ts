import type { Runtime } from 'node:inspector'
import type { Send } from './what-ran'

const TIMERS = '(() => { const one = setTimeout(() => {}); clearTimeout(one); return Object.getPrototypeOf(one) })()'
const ARMED = 'function () { return this.filter((one) => !one._destroyed).map((one) => one._idleTimeout) }'

/** For how many milliseconds each timer of main, or of one of its threads, has been set that has not come yet. */
export async function armedTimers(send: Send): Promise<readonly number[]> {
  const { result: prototype } = (await send('Runtime.evaluate', { expression: TIMERS })) as Runtime.EvaluateReturnType
  const query = { prototypeObjectId: prototype.objectId }
  const { objects } = (await send('Runtime.queryObjects', query)) as Runtime.QueryObjectsReturnType
  const { result } = (await send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: ARMED,
    returnByValue: true
  })) as Runtime.CallFunctionOnReturnType
  await send('Runtime.releaseObject', { objectId: objects.objectId })
  return result.value as readonly number[]
}
