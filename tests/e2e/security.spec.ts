import type { Page, Response } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test as base } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { ANSWER } from './rill-page'

interface Canary {
  readonly origin: string
  readonly hits: readonly string[]
}

/** A server on the loopback that nothing in a page may ever reach. */
const test = base.extend<{ readonly canary: Canary }>({
  canary: async ({}, use) => {
    const hits: string[] = []
    const server: Server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end('x')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await use({ origin: `http://127.0.0.1:${port}`, hits })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

test('the page reaches no network, by whatever road', async ({ app, rill, canary }) => {
  await expect(rill.composer).toBeVisible()
  const refused = await app.page.evaluate(async (origin) => {
    const failed = (work: Promise<unknown>): Promise<boolean> => work.then(() => false, () => true)
    const image = new Image()
    const imageFailed = new Promise<boolean>((resolve) => {
      image.onerror = () => resolve(true)
      image.onload = () => resolve(false)
    })
    image.src = `${origin}/image`
    navigator.sendBeacon(`${origin}/beacon`)
    const socketFailed = new Promise<boolean>((resolve) => {
      try {
        const socket = new WebSocket(origin.replace('http', 'ws'))
        socket.onerror = () => resolve(true)
        socket.onopen = () => resolve(false)
      } catch (error) {
        resolve(error instanceof Error)
      }
    })
    return Promise.all([failed(fetch(`${origin}/fetch`)), imageFailed, socketFailed])
  }, canary.origin)
  expect(refused).toEqual([true, true, true])
  expect(canary.hits).toEqual([])
  expectOnly(app, /Content Security Policy|ERR_BLOCKED_BY_CSP|Refused to/)
})

test('every file of the page comes with its policy', async ({ app, rill }) => {
  await expect(rill.composer).toBeVisible()
  const files: Response[] = []
  app.page.on('response', (response) => files.push(response))
  await app.page.reload()
  await expect(rill.composer).toBeVisible()
  expect(files.map((file) => new URL(file.url()).pathname)).toContain('/index.html')
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) {
    const headers = file.headers()
    expect(headers['content-security-policy'], file.url()).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(headers, file.url()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin'
    })
  }
})

test('eval, inline scripts and HTML from text are refused', async ({ app, rill }) => {
  await expect(rill.composer).toBeVisible()
  // Inside a timer, because what the debugger evaluates is not under the page's policy.
  const refused = await app.page.evaluate(
    () =>
      new Promise<boolean[]>((resolve) => {
        const refuses = (work: () => unknown): boolean => {
          try {
            work()
            return false
          } catch (error) {
            return error instanceof Error
          }
        }
        setTimeout(() => {
          const inline = document.createElement('script')
          resolve([
            refuses(() => Reflect.apply(Reflect.get(window, 'eval') as () => unknown, undefined, ['1'])),
            refuses(() => Reflect.construct(Function, ['return 1'])),
            refuses(() => (document.createElement('div').innerHTML = '<b>x</b>')),
            refuses(() => (inline.textContent = 'window.__pwned = 1'))
          ])
        })
      })
  )
  expect(refused).toEqual([true, true, true, true])
  expectOnly(app, /Content Security Policy|Trusted|Refused to/)
})

test('nothing leads away from the app, and no new window opens by itself', async ({ app, rill, canary }) => {
  await expect(rill.composer).toBeVisible()
  const url = app.page.url()
  await app.page.evaluate((origin) => void setTimeout(() => location.assign(`${origin}/navigation`)), canary.origin)
  await app.page.evaluate((origin) => void setTimeout(() => window.open(`${origin}/window`)), canary.origin)
  await app.page.evaluate(() => void setTimeout(() => location.assign('file:///etc/passwd')))
  await settled(app.page)
  // Not through a locator: Playwright goes on waiting for a navigation that was refused.
  expect(await app.page.evaluate(() => [location.href, document.querySelectorAll('textarea').length])).toEqual([url, 1])
  expect(app.electron.windows()).toHaveLength(1)
  expect(canary.hits).toEqual([])
  expectOnly(app, /Not allowed to load local resource/)
})

test('the page holds one object of the app, and no Node', async ({ app, rill }) => {
  await expect(rill.composer).toBeVisible()
  const found = await app.page.evaluate(() => ({
    rill: Object.keys(Reflect.get(window, 'rill') as object).sort(),
    node: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer'].filter((name) => name in window)
  }))
  expect(found).toEqual({ rill: ['call', 'on'], node: [] })
  const refused = await app.page.evaluate(() => {
    const { call } = Reflect.get(window, 'rill') as { call(name: string, ask: unknown): Promise<{ ok: boolean }> }
    return Promise.all([call('settings:change', { maxRetries: 'many' }), call('chat:ask', null)])
  })
  expect(refused.map((reply) => reply.ok)).toEqual([false, false])
})

/** A conversation for each case would take longer than the cases. */
const CASES_TOGETHER = 20

interface HostileCase {
  readonly id: string
  readonly kind: 'markdown' | 'html' | 'mermaid'
  readonly payload: string
}

const folder = process.env['RILL_EXTRA_CASES']
const file = folder === undefined ? undefined : join(folder, 'markdown-xss.json')

test('hostile answers stay text', async ({ app, rill, provider, canary }) => {
  test.skip(file === undefined || !existsSync(file), 'RILL_EXTRA_CASES names no folder with markdown-xss.json')
  test.setTimeout(240_000)
  const cases = hostileCases(readFileSync(file ?? '', 'utf8'))
  await rill.useProvider(provider.baseUrl)
  await app.answerDialogs(1)
  await app.page.evaluate(() => {
    for (const name of ['alert', 'prompt', 'confirm']) Reflect.set(window, name, () => Reflect.set(window, '__pwned', name))
  })
  for (const [index, { id, payload, kind }] of cases.entries()) {
    if (index % CASES_TOGETHER === 0) await rill.newConversation()
    await rill.ask(`Case ${index + 1}`)
    const request = await provider.next()
    const text = payload.replaceAll('{{CANARY}}', canary.origin)
    request.say(kind === 'mermaid' ? `\`\`\`mermaid\n${text}\n\`\`\`` : text)
    request.say(`\n\nThe end of ${index + 1}.`)
    request.finish()
    await expect(rill.answer).toContainText(`The end of ${index + 1}.`)
    await rill.finished()
    await clickEverything(app.page)
    expect(await app.page.evaluate(() => Reflect.get(window, '__pwned') as unknown), `${id} ran a script`).toBeUndefined()
    expect(canary.hits, `${id} reached the canary`).toEqual([])
    expect(app.electron.windows(), `${id} opened a window`).toHaveLength(1)
  }
  app.complaints.length = 0
})

function hostileCases(text: string): readonly HostileCase[] {
  const read = JSON.parse(text) as readonly HostileCase[] | { readonly cases: readonly HostileCase[] }
  return 'cases' in read ? read.cases : read
}

async function clickEverything(page: Page): Promise<void> {
  await page.evaluate((selector) => {
    const answer = [...document.querySelectorAll(selector)].at(-1)
    for (const node of answer?.querySelectorAll('a, summary, [onclick], svg, img') ?? []) {
      node.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    }
  }, ANSWER)
  await settled(page)
}

/** Two frames and a round trip to main: whatever the page set off has been decided by then. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.evaluate(() => {
    const { call } = Reflect.get(window, 'rill') as { call(name: string, ask: object): Promise<unknown> }
    return call('app:info', {})
  })
}

/** Takes the complaints that the test provoked; any other one stays and fails it. */
function expectOnly(app: AppUnderTest, wanted: RegExp): void {
  const others = app.complaints.filter((complaint) => !wanted.test(complaint))
  app.complaints.length = 0
  app.complaints.push(...others)
}
