import type { Locale } from '../../src/shared/domain/settings'
import type { AppUnderTest } from '../e2e/app-under-test'
import { expect, test } from '../e2e/app.fixture'
import { quickPage } from '../e2e/quick-page'
import { RillPage } from '../e2e/rill-page'
import type { OpenRequest } from '../e2e/steered-provider'
import { takeBoth } from './take-both'

const LOCALES: readonly Locale[] = ['en', 'zh-CN']

const ENGLISH = `# Release notes

Dear {name}, the new version **starts faster** and keeps what you wrote.

- Run \`npm start\` to try it
- See https://example.org/notes for the rest

Thank you for your patience.`

const CHINESE = `# 发布说明

亲爱的 {name}，新版本**启动更快**，也会保留你写下的内容。

- 运行 \`npm start\` 试用
- 其余内容见 https://example.org/notes

感谢你的耐心等待。`

for (const locale of LOCALES) {
  test(`translate in ${locale}`, async ({ start, provider }) => {
    const app = await start({ takesKeys: true })
    const { page } = app
    const plain = new RillPage(page)
    await plain.composer.waitFor()
    await plain.change({ language: locale })
    const rill = new RillPage(page, locale)
    const [source, said] = locale === 'en' ? [ENGLISH, CHINESE] : [CHINESE, ENGLISH]
    const take = (name: string, of = page): Promise<void> => takeBoth(of, plain, `translate-${name}-${locale}`)
    const field = page.getByRole('textbox', { name: rill.say('translate_source') })

    await rill.composer.press('Control+T')
    await expect(field).toBeFocused()
    await take('empty')
    await field.fill(source)
    await expect(rill.button('translate_again')).toBeVisible({ timeout: 30_000 })
    await take('demo')

    await page.keyboard.press('Escape')
    await rill.useProvider(provider.baseUrl, 'MegaLLM', 'llama-3.3-70b')
    await rill.composer.press('Control+T')
    await rill.button('translate_again').click()
    const request = await provider.next()
    request.say(said.slice(0, said.length / 2))
    await expect(rill.main.getByRole('article')).toContainText('{name}')
    await take('streaming')
    await resize(app, 560, 640)
    await take('narrow')

    const quick = await quickPage(app, rill.say('chat_composer'))
    await quick.evaluate(() => window.rill.call('quick:resize', { heightPx: 60 }))
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('quick-ask.html'))?.show()
    )
    await quick.keyboard.press('Control+T')
    await expect(quick.getByRole('article')).toContainText('{name}')
    await take('quick', quick)
    await finish(request, said)
    await expect(quick.getByRole('button', { name: rill.say('quick_copy_close') })).toBeVisible()
    await take('quick-done', quick)

    await resize(app, 1280, 800)
    await field.fill(`${source}\n\n2`)
    const refused = await provider.next()
    refused.refuse(401, 'Incorrect API key provided.')
    await expect(rill.button('chat_try_again')).toBeVisible()
    await take('fault')
    app.complaints.length = 0
  })
}

async function resize(app: AppUnderTest, width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => {
      const isLarge = ({ webContents }: Electron.BrowserWindow): boolean => webContents.getURL().includes('/index.html')
      BrowserWindow.getAllWindows().find(isLarge)?.setContentSize(size.width, size.height)
    },
    { width, height }
  )
  await app.page.waitForFunction((width) => innerWidth === width, width)
}

async function finish(request: OpenRequest, said: string): Promise<void> {
  request.say(said.slice(said.length / 2))
  request.finish()
  await request.closed
}
