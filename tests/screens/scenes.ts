import { expect } from '@playwright/test'
import type { Locale } from '../../src/shared/domain/settings'
import type { RillPage } from '../e2e/rill-page'
import type { SteeredProvider } from '../e2e/steered-provider'

const PROVIDER = 'MegaLLM'
const MODEL = 'llama-3.3-70b'

export interface Stage {
  readonly rill: RillPage
  readonly provider: SteeredProvider
  readonly locale: Locale
  readonly words: Words
}

/** What is asked and answered on the screens, in one language. */
export interface Words {
  readonly code: string
  readonly table: string
  readonly reasoning: string
  readonly tide: string
  readonly tideAnswer: readonly string[]
  readonly sum: string
  readonly noMatch: string
}

export const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    code: 'Show me code in several languages.',
    table: 'Compare a few things in a table.',
    reasoning: 'Think it through, step by step: which of two jugs is fuller?',
    tide: 'Why are there two tides a day?',
    tideAnswer: [
      'Because the moon pulls **harder on the near side** of the Earth than on its middle, and harder on its middle ',
      'than on the far side. The water on the near side is drawn ahead of the Earth; the water on the far side is ',
      'left behind.\n\nSo there are two bulges, and the Earth turns under both of them once a day:\n\n',
      '1. one towards the moon\n2. one away from it\n\nThe sun does the same at a little under half the strength, '
    ],
    sum: 'What is 1234 times 5678?',
    noMatch: 'xylophone'
  },
  'zh-CN': {
    code: '用几种语言写段代码看看。',
    table: '用表格比较几样东西。',
    reasoning: '思考一下：哪个壶里的水更多？',
    tide: '为什么一天有两次潮汐？',
    tideAnswer: [
      '因为月球对地球**近侧的引力更大**，对地心次之，对远侧最小。近侧的海水被拉到前面，',
      '远侧的海水则落在后面。\n\n于是海面鼓起两处，地球每天从它们下面各转过一次：\n\n',
      '1. 一处朝向月球\n2. 一处背向月球\n\n太阳也有同样的作用，力度不到月球的一半，'
    ],
    sum: '1234 乘以 5678 等于多少？',
    noMatch: '木琴'
  }
}

/** What is on each screen, in the order a person would come across it. */
export const SCENES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'first-run': async ({ rill }) => {
    await expect(rill.composer).toBeVisible()
  },

  code: ({ rill, words }) => askDemo(rill, words.code),

  table: ({ rill, words }) => askDemo(rill, words.table),

  reasoning: async ({ rill, words }) => {
    await askDemo(rill, words.reasoning)
    await rill.openReasoning()
  },

  streaming: async ({ rill, provider, words }) => {
    await rill.useProvider(provider.baseUrl, PROVIDER, MODEL)
    await rill.ask(words.tide)
    const request = await provider.next()
    for (const piece of words.tideAnswer) {
      request.say(piece)
      // So that the sparkline has more than one second to draw.
      await rill.page.waitForTimeout(600)
    }
    await expect(rill.strip).toBeVisible()
  },

  retry: async ({ rill, provider, words }) => {
    await rill.newConversation()
    await rill.ask(words.tide)
    const request = await provider.next()
    request.say(words.tideAnswer.slice(0, 2).join(''))
    await expect(rill.answer).not.toBeEmpty()
    request.cut()
    const second = await provider.next()
    second.refuse(429, 'slow down', { 'retry-after': '100' })
    await expect(rill.button('stats_retry_now')).toBeVisible()
  },

  tool: async ({ rill, provider, words }) => {
    await rill.newConversation()
    await rill.ask(words.sum)
    const request = await provider.next()
    request.callTool(0, { id: 'call_1', name: 'calculator', arguments: '{"expression":"1234 * 5678"}' })
    request.finish('tool_calls')
    await expect(rill.button('chat_tool_allow')).toBeVisible()
  },

  fault: async ({ rill, provider, words }) => {
    await rill.newConversation()
    await rill.ask(words.tide)
    const request = await provider.next()
    request.refuse(401, 'Incorrect API key provided.')
    await expect(rill.button('chat_try_again')).toBeVisible()
  },

  'no-match': async ({ rill, words }) => {
    const filter = rill.sidebar.getByRole('textbox').or(rill.sidebar.getByRole('searchbox')).first()
    await filter.fill(words.noMatch)
  },

  settings: async ({ rill }) => {
    await rill.sidebar.getByRole('textbox').or(rill.sidebar.getByRole('searchbox')).first().fill('')
    await rill.openSettings()
    await expect(rill.button('settings_add_provider')).toBeVisible()
  },

  'add-provider': async ({ rill }) => {
    await rill.button('settings_add_provider').click()
    await expect(rill.main.getByText('OpenRouter', { exact: true })).toBeVisible()
  },

  provider: async ({ rill }) => {
    await rill.openProvider(PROVIDER)
    await rill.main.getByText(rill.say('settings_key_stored'), { exact: true }).click()
    await rill.saveKey('sk-example-4b1f7Qx2')
    await expect(rill.button('settings_key_forget')).toBeVisible()
  },

  appearance: async ({ rill }) => {
    await rill.openSettings()
    await rill.main.getByText(rill.say('settings_appearance'), { exact: true }).first().click()
  }
}

async function askDemo(rill: RillPage, question: string): Promise<void> {
  await rill.newConversation()
  await rill.ask(question)
  await rill.finished()
}
