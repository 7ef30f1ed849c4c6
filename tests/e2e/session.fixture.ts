import { expect, test as base } from './app.fixture'
import { noXSession, XSession } from './x-session'

export { expect }

/** With a real X session, another program and keys that are really pressed; skipped where there can be none. */
export const test = base.extend<{ readonly session: XSession }>({
  session: async ({}, use) => {
    const why = noXSession()
    base.skip(why !== null, why ?? '')
    const session = await XSession.start()
    await use(session)
    await session.end()
  }
})
