import type { CopiedRequest } from './copied-request'
import { plainJson, stringLiteral, type Template } from './copied-text'
import { sdkAddress, sdkHeaders } from './sdk-client'

/** For the `openai` package on Node, as an ES module. */
export function copyAsOpenAi(request: CopiedRequest): string {
  const { base, query } = sdkAddress(request.url)
  const headers = sdkHeaders(request.headers)
  const client = [
    `baseURL: ${expression(base)}`,
    `apiKey: ${request.keyVariable === null ? `'not-needed'` : `process.env.${request.keyVariable}`}`,
    ...(query.length === 0 ? [] : [`defaultQuery: ${record(query)}`]),
    ...(headers.length === 0 ? [] : [`defaultHeaders: ${record(headers)}`])
  ]
  return `import OpenAI from 'openai'

const client = new OpenAI({
${client.map((line) => `  ${line}`).join(',\n')}
})

const stream = await client.chat.completions.create(${jsonValue(request.body)})

for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
}
process.stdout.write('\\n')
`
}

/** For Node 18 or later without any package, as an ES module. */
export function copyAsFetch(request: CopiedRequest): string {
  const headers = [
    `'content-type': 'application/json'`,
    ...(request.keyVariable === null ? [] : [`authorization: 'Bearer ' + process.env.${request.keyVariable}`]),
    ...request.headers.map(({ name, value }) => `${stringLiteral(name)}: ${expression(value)}`)
  ]
  return `const body = ${jsonValue(request.body)}

const response = await fetch(${expression(request.url)}, {
  method: 'POST',
  headers: {
${headers.map((line) => `    ${line}`).join(',\n')}
  },
  body: JSON.stringify(body)
})
if (!response.ok) throw new Error(response.status + ' ' + (await response.text()))

const decoder = new TextDecoder()
let rest = ''
for await (const bytes of response.body) {
  const lines = (rest + decoder.decode(bytes, { stream: true })).split('\\n')
  rest = lines.pop()
  for (const line of lines) {
    const data = /^data: ?(.*)/.exec(line.trimEnd())?.[1]
    if (!data || data === '[DONE]') continue
    process.stdout.write(JSON.parse(data).choices?.[0]?.delta?.content ?? '')
  }
}
process.stdout.write('\\n')
`
}

/** JSON is JavaScript but for one name: as a literal, "__proto__" would set the prototype. */
function jsonValue(value: unknown): string {
  const json = plainJson(value)
  return json.includes('"__proto__"') ? `JSON.parse(${stringLiteral(JSON.stringify(value))})` : json
}

function record(entries: readonly { name: string; value: Template }[]): string {
  return `{ ${entries.map(({ name, value }) => `${stringLiteral(name)}: ${expression(value)}`).join(', ')} }`
}

function expression(template: Template): string {
  const parts = template.map((part) => (typeof part === 'string' ? stringLiteral(part) : `process.env.${part.env}`))
  return parts.join(' + ') || `''`
}
