import type { CopiedRequest } from './copied-request'
import { stringLiteral, type Template } from './copied-text'
import { sdkAddress, sdkHeaders } from './sdk-client'

/** Parameters the `openai` package names in its signature; others go into `extra_body`. */
const NAMED = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'tools'
])

/** For the `openai` package, version 1 or later. */
export function copyAsPython(request: CopiedRequest): string {
  const { base, query } = sdkAddress(request.url)
  const headers = sdkHeaders(request.headers)
  const client = [
    `base_url=${expression(base)}`,
    `api_key=${request.keyVariable === null ? '"not-needed"' : `os.environ["${request.keyVariable}"]`}`,
    ...(query.length === 0 ? [] : [`default_query=${dictionary(query)}`]),
    ...(headers.length === 0 ? [] : [`default_headers=${dictionary(headers)}`])
  ]
  return `import os

from openai import OpenAI

client = OpenAI(
${client.map((line) => `    ${line},\n`).join('')})

stream = client.chat.completions.create(
${parameters(request.body).map((line) => `    ${line},\n`).join('')})

for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
`
}

function parameters(body: unknown): string[] {
  const fields = Object.entries(Object(body) as Record<string, unknown>)
  const named = fields.filter(([name]) => NAMED.has(name)).map(([name, value]) => `${name}=${literal(value, '    ')}`)
  const extra = fields.filter(([name]) => !NAMED.has(name))
  return extra.length === 0 ? named : [...named, `extra_body=${literal(Object.fromEntries(extra), '    ')}`]
}

function dictionary(entries: readonly { name: string; value: Template }[]): string {
  return `{${entries.map(({ name, value }) => `${stringLiteral(name)}: ${expression(value)}`).join(', ')}}`
}

function expression(template: Template): string {
  const parts = template.map((part) => (typeof part === 'string' ? stringLiteral(part) : `os.environ["${part.env}"]`))
  return parts.join(' + ') || '""'
}

/** JSON strings and numbers are Python's, too; the three words and the indentation are not. */
function literal(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return stringLiteral(value)
  if (typeof value === 'number') return JSON.stringify(value)
  const inner = `${indent}    `
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([name, item]) => `${stringLiteral(name)}: ${literal(item, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return items.length === 0 ? open + close : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`
}
