import breakEn from './break.en.md?raw'
import breakZh from './break.zh.md?raw'
import codeEn from './code.en.md?raw'
import codeZh from './code.zh.md?raw'
import continueEn from './continue.en.md?raw'
import continueZh from './continue.zh.md?raw'
import helloEn from './hello.en.md?raw'
import helloZh from './hello.zh.md?raw'
import listEn from './list.en.md?raw'
import listZh from './list.zh.md?raw'
import longEn from './long.en.md?raw'
import longZh from './long.zh.md?raw'
import poemEn from './poem.en.md?raw'
import poemZh from './poem.zh.md?raw'
import reasoningEn from './reasoning.en.md?raw'
import thinksEn from './reasoning.en.thinks.md?raw'
import reasoningZh from './reasoning.zh.md?raw'
import thinksZh from './reasoning.zh.thinks.md?raw'
import slowEn from './slow.en.md?raw'
import slowZh from './slow.zh.md?raw'
import tableEn from './table.en.md?raw'
import tableZh from './table.zh.md?raw'
import tourEn from './tour.en.md?raw'
import tourZh from './tour.zh.md?raw'

/** The same words in both languages. */
export interface Lines {
  readonly en: string
  readonly zh: string
}

export interface ScriptLine {
  readonly name: string
  /** Matches a question this answers, in either language. */
  readonly asked: RegExp
  readonly says: Lines
  readonly thinks?: Lines
  readonly slow?: true
  /** The connection is cut right behind these words. */
  readonly breaksAfter?: Lines
}

/** The first line that matches a question answers it. */
export const SCRIPT: readonly ScriptLine[] = [
  {
    name: 'break',
    asked: /\bbreaks?\b|\bbroken\b|\binterrupt|\bdisconnect|connection (lost|drop)|断开|断线|掉线|中断|断网/i,
    says: { en: breakEn, zh: breakZh },
    breaksAfter: { en: 'so that the answer can go on from the very wo', zh: '好让回答从被切断的那' }
  },
  { name: 'slow', asked: /\bslow(ly|er)?\b|慢/i, says: { en: slowEn, zh: slowZh }, slow: true },
  {
    name: 'reasoning',
    asked: /\breason|\bthink|\bpuzzle|\briddle|推理|思考|想一想|谜/i,
    says: { en: reasoningEn, zh: reasoningZh },
    thinks: { en: thinksEn, zh: thinksZh }
  },
  { name: 'long', asked: /\blong\b|\bessay\b|长(一点|一些|的)?(回答|文|篇)|长回答|详细/i, says: { en: longEn, zh: longZh } },
  { name: 'code', asked: /\bcode\b|\bprogram|\btypescript\b|\bpython\b|\brust\b|代码|编程|程序/i, says: { en: codeEn, zh: codeZh } },
  { name: 'table', asked: /\btables?\b|\bcompar|表格|对比|比较/i, says: { en: tableEn, zh: tableZh } },
  { name: 'list', asked: /\b(check)?lists?\b|列表|清单/i, says: { en: listEn, zh: listZh } },
  { name: 'poem', asked: /\bchinese\b|\bpoem\b|中文|诗/i, says: { en: poemEn, zh: poemZh } },
  {
    name: 'tour',
    asked: /\btour\b|show me around|what can (you|rill|this|it) do|\bget(ting)? started\b|\bhelp\b|导览|介绍|转一圈|怎么用|能做什么|帮助/i,
    says: { en: tourEn, zh: tourZh }
  },
  { name: 'continue', asked: /^\s*(please )?(continue|go on)\b|^\s*(请)?(继续|接着)/i, says: { en: continueEn, zh: continueZh } },
  {
    name: 'hello',
    asked: /^\s*(hello|hi|hey|good (morning|evening|day))\b|^\s*(你好|您好|嗨)|who are you|你是谁/i,
    says: { en: helloEn, zh: helloZh }
  }
]

const QUOTED_CHARACTERS = 280

/** For every other question: says what this is, shows that the question arrived, and names what can be asked. */
export function defaultText(question: string, language: keyof Lines): string {
  const quote = quoted(question)
  return language === 'zh' ? defaultZh(quote) : defaultEn(quote)
}

export function translateText(language: keyof Lines): string {
  return language === 'zh'
    ? '演示是一份脚本，不会翻译。请在「设置」里添加一个服务商。'
    : 'The demo is a script and cannot translate. Add a provider in Settings.'
}

/** What the thinking demo model thinks before an answer that has no thoughts of its own. */
export function modelThoughts(question: string, language: keyof Lines): string {
  const length = [...question].length
  return language === 'zh'
    ? `问题有 ${length} 个字。我没有模型，只有一份脚本：先看里面有没有认得的词，有就用那一段，没有就老实说没有。`
    : `The question has ${length} characters. I have no model, only a script: I look for a word I know, answer with that ` +
        'part of the script if there is one, and say so plainly if there is none.'
}

function quoted(question: string): string {
  const text = question.trim()
  const shown = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text
  return shown.split(/\r?\n/).map((line) => `> ${line}`).join('\n')
}

function defaultEn(quote: string): string {
  return `Your question arrived whole:

${quote}

I cannot answer it, though. I am **Demo**, a script inside Rill and no model, and I know only what was written for me:

| Say | and you see |
| :-- | :-- |
| *take the tour* | what Rill does |
| *a long answer* | a few minutes of steady streaming |
| *show me some code* | five languages, highlighted |
| *a table*, *a list*, *a Chinese poem* | Markdown of every kind |
| *think about a puzzle* | reasoning, shown apart |
| *what is 17 \\* 24?*, *what time is it?* | a tool call that waits for your yes |
| *slowly* | patience |
| *break in the middle* | a lost connection, mended |

For real answers, add a provider in Settings.`
}

function defaultZh(quote: string): string {
  return `你的问题完整地收到了：

${quote}

不过我答不上来。我是 Rill 里的**演示**，一份脚本，不是模型，只会说事先写好的几段：

| 你说 | 会看到 |
| :-- | :-- |
| *带我转一圈* | Rill 能做什么 |
| *来一段长回答* | 持续不断的流 |
| *给我看看代码* | 五种语言，带高亮 |
| *画个表格*、*列个清单*、*写首诗* | 各种 Markdown |
| *推理一道题* | 单独显示的思考过程 |
| *计算 17 \\* 24*、*现在几点* | 等你点头的工具调用 |
| *慢一点* | 耐心 |
| *中途断开* | 断了又接上的连接 |

想得到真正的回答，请在「设置」里添加服务商。`
}
