import { PLAIN, type DemoAnswer, type DemoCall } from './demo-answer'
import type { DemoMessage } from './demo-ask'
import type { Lines } from './script/script'

const ASKS_TIME = /\bwhat('s| is)? (the )?(time|date)\b|\btime is it\b|\bcurrent time\b|几点|(现在|当前)的?时间|今天几号/i
const ASKS_SUM = /\bcalculat|\bcompute\b|计算|算一|\btools?\b|function call|工具|函数调用/i
const SUM = /[(\d][\d\s.,()+\-*/^×÷%]*[+\-*/^×÷%][\d\s.,()+\-*/^×÷%]*\d\)*/
const DEFAULT_SUM = '(17 + 25) * 3'

/** The calls an answer to this question makes; null when the question is none for a tool that is offered. */
export function toolCallsFor(question: string, tools: readonly string[], language: keyof Lines): DemoAnswer | null {
  const calls: DemoCall[] = []
  const wantsTime = ASKS_TIME.test(question)
  const sum = SUM.exec(question)?.[0].trim()
  if (wantsTime && tools.includes('current_time')) calls.push(call(calls, 'current_time', timeArguments(question)))
  if ((sum !== undefined || (!wantsTime && ASKS_SUM.test(question))) && tools.includes('calculator')) {
    calls.push(call(calls, 'calculator', { expression: sum ?? DEFAULT_SUM }))
  }
  if (calls.length === 0) return null
  return { ...PLAIN, text: BEFORE[language], calls }
}

/** What is said once the tools have answered; quotes them, whatever they said. */
export function toolFollowUp(
  messages: readonly DemoMessage[],
  results: readonly DemoMessage[],
  language: keyof Lines
): string {
  const names = new Map(messages.flatMap((message) => [...message.calls]))
  const lines = results.map((result) => `- \`${names.get(result.callId) || 'tool'}\`: **${oneLine(result.text)}**`)
  return AFTER[language](lines.join('\n'))
}

const BEFORE: Lines = {
  en: 'That is a question for a tool. I am asking to call it; nothing runs before you say yes.',
  zh: '这个问题该交给工具。我先提出调用，你同意之后才会运行。'
}

const AFTER = {
  en: (list: string) =>
    `Here is what came back:\n\n${list}\n\nThe call grew piece by piece in the stream, waited for your decision, and its ` +
    'result went back to the model as a message of its own. A real model would now work with it; the demo only shows it.',
  zh: (list: string) =>
    `工具返回了：\n\n${list}\n\n调用的参数是随着流一点点拼出来的，等你做了决定，结果再作为单独一条消息发回去。` +
    '真正的模型会接着用它推理；演示到这里为止。'
}

function call(before: readonly DemoCall[], name: string, args: object): DemoCall {
  return { id: `call_demo_${before.length + 1}`, name, arguments: JSON.stringify(args) }
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/beijing|shanghai|china|北京|上海|中国/i, 'Asia/Shanghai'],
  [/tokyo|japan|东京|日本/i, 'Asia/Tokyo'],
  [/london|伦敦/i, 'Europe/London'],
  [/berlin|paris|柏林|巴黎/i, 'Europe/Berlin'],
  [/new york|纽约/i, 'America/New_York']
]

function timeArguments(question: string): object {
  const place = PLACES.find(([asked]) => asked.test(question))
  return place ? { time_zone: place[1] } : {}
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/[*`]/g, '').trim()
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}
