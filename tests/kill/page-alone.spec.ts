import type { AppUnderTest } from '../e2e/app-under-test'
import { expect, test } from '../e2e/app.fixture'
import { ANSWER, type RillPage } from '../e2e/rill-page'

const QUESTION = 'Tell me a story'

/** Kills the process of the page; returns which one that was. */
async function killPage(app: AppUnderTest): Promise<number> {
  const pid = await app.electron.evaluate(({ webContents: all }) => all.getAllWebContents()[0]?.getOSProcessId() ?? 0)
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')
  return pid
}

function isBack(app: AppUnderTest, killedPid: number): Promise<boolean> {
  return app.electron.evaluate(({ webContents }, killedPid) => {
    const [contents] = webContents.getAllWebContents()
    if (!contents || contents.isCrashed() || contents.isLoading()) return false
    return contents.getOSProcessId() !== killedPid
  }, killedPid)
}

/** Playwright gives up a page that has crashed, also when it is back, so main has to ask it. */
function inPage<T>(app: AppUnderTest, code: string): Promise<T> {
  return app.electron.evaluate(
    ({ webContents }, code) => webContents.getAllWebContents()[0]?.executeJavaScript(code) as Promise<T>,
    code
  )
}

function openConversation(app: AppUnderTest, rill: RillPage): Promise<boolean> {
  const sidebar = `nav[aria-label=${JSON.stringify(rill.say('history_label'))}]`
  return inPage(
    app,
    `(() => {
      const buttons = [...document.querySelectorAll(${JSON.stringify(`${sidebar} button`)})]
      const found = buttons.find((button) => button.textContent.includes(${JSON.stringify(QUESTION)}))
      found?.click()
      return found !== undefined
    })()`
  )
}

function answerText(app: AppUnderTest): Promise<string> {
  return inPage(app, `document.querySelector(${JSON.stringify(ANSWER)})?.innerText.trim() ?? ''`)
}

test('a page that is killed alone comes back to its answer, which went on meanwhile', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask(QUESTION)
  const request = await provider.next()
  request.say('Once upon a time ')
  await expect(rill.answer).toContainText('Once upon a time')
  const killedPid = await killPage(app)
  request.say('there was a river')
  await expect.poll(() => isBack(app, killedPid)).toBe(true)
  await expect.poll(() => openConversation(app, rill)).toBe(true)
  await expect.poll(() => answerText(app)).toBe('Once upon a time there was a river')
  request.say(' of stones.')
  await expect.poll(() => answerText(app)).toBe('Once upon a time there was a river of stones.')
  request.finish()
  await expect.poll(() => inPage(app, `document.querySelector('article[aria-busy=true]') === null`)).toBe(true)
})
