import type { ElectronApplication, Page } from '@playwright/test'
import type * as Inspector from 'node:inspector'

export interface LiveObjects {
  readonly mainObjects: number
  readonly pageObjects: number
}

/**
 * How many JavaScript objects something still holds on to. Bytes rise and fall with what V8 compiles and how it cuts
 * its heap; this comes back to the same number whenever the app is back where it was, so that one object kept per
 * answer shows within half a minute. Strings, and memory outside of JavaScript, are not in it.
 */
export async function countObjects(electron: ElectronApplication, page: Page): Promise<LiveObjects> {
  return { mainObjects: await electron.evaluate(countInMain), pageObjects: await countInPage(page) }
}

async function countInPage(page: Page): Promise<number> {
  const inspector = await page.context().newCDPSession(page)
  try {
    const { result: prototype } = await inspector.send('Runtime.evaluate', { expression: 'Object.prototype' })
    const prototypeObjectId = prototype.objectId ?? ''
    const { objects } = await inspector.send('Runtime.queryObjects', { prototypeObjectId })
    const { result: count } = await inspector.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length }'
    })
    return Number(count.value)
  } finally {
    // Lets go of the list as well.
    await inspector.detach()
  }
}

/** Runs in main, and so brings along all it needs. */
async function countInMain(): Promise<number> {
  const inspector = process.mainModule?.require('node:inspector') as typeof Inspector
  const session = new inspector.Session()
  session.connect()
  const post = <T>(method: string, params: object): Promise<T> =>
    new Promise((resolve, reject) => {
      session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T)))
    })
  type Value = Inspector.Runtime.EvaluateReturnType
  const { result: prototype } = await post<Value>('Runtime.evaluate', { expression: 'Object.prototype' })
  const query = { prototypeObjectId: prototype.objectId }
  const { objects } = await post<Inspector.Runtime.QueryObjectsReturnType>('Runtime.queryObjects', query)
  const functionDeclaration = 'function () { return this.length }'
  const list = { objectId: objects.objectId, functionDeclaration }
  const { result: count } = await post<Value>('Runtime.callFunctionOn', list)
  session.disconnect()
  return Number(count.value)
}
