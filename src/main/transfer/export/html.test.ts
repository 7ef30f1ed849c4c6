import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { expect, it } from 'vitest'
import { conversationOf, questionOf } from '../../history/sample-turns'
import { htmlWriter } from './html-writer'
import { safeMarkdown } from './safe-markdown'

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://tracker.example/p.png)',
  '![x](javascript:alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](  javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[a](https://x.example/"onmouseover="alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  '</style><script>alert(1)</script>',
  '```html"><script>alert(1)</script>\n</code></pre><script>1</script>\n```',
  '`<script>alert(1)</script>`',
  '<svg/onload=alert(1)>',
  '<iframe src="https://x.example"></iframe>',
  '| <b onclick=x> | a |\n| --- | --- |\n| <img src=x> | b |',
  '[x]: javascript:alert(1)\n\n[x]',
  '<https://x.example/?a=<script>>',
  '<style>@import "https://x.example"</style>'
]

function extraCases(): readonly string[] {
  const folder = process.env['RILL_EXTRA_CASES']
  if (!folder) return []
  const cases = JSON.parse(readFileSync(join(folder, 'markdown-xss.json'), 'utf8')) as readonly { payload: string }[]
  return cases.map(({ payload }) => payload)
}

const ALLOWED = /^(?:href|rel|align|start)$/

function documentOf(html: string): InstanceType<Window['Document']> {
  return new (new Window().DOMParser)().parseFromString(`<body>${html}</body>`, 'text/html')
}

function faultsIn(html: string): readonly string[] {
  const document = documentOf(html)
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const name = element.tagName.toLowerCase()
    const bad = /^(?:script|img|svg|iframe|style|object|embed|link|meta|base|form|input|math|video|audio)$/.test(name)
    const attributes = [...element.attributes].filter((one) => {
      return !ALLOWED.test(one.name) || (one.name === 'href' && !/^(?:https?|mailto):/i.test(one.value ?? ''))
    })
    return [...(bad ? [name] : []), ...attributes.map((one) => `${name} ${one.name}=${one.value}`)]
  })
}

it.each([...HOSTILE, ...extraCases()])('makes nothing that runs or loads of %j', (markdown) => {
  expect(faultsIn(safeMarkdown(markdown))).toEqual([])
})

it('shows what a model wrote, its markup among it', () => {
  const html = safeMarkdown('**bold** <b>raw</b> [there](https://x.example/?a=1&b=2)')
  const document = documentOf(html)
  expect(document.body.textContent.trim()).toBe('bold <b>raw</b> there')
  expect(document.querySelector('a')?.getAttribute('href')).toBe('https://x.example/?a=1&b=2')
})

it('shows text that nests too deep to be read', () => {
  expect(safeMarkdown(`${'> '.repeat(20_000)}deep`)).toContain('deep')
})

it('is a page whose policy lets nothing run and nothing load', () => {
  const writer = htmlWriter('en')
  const conversation = { ...conversationOf({ title: '<script>x</script>' }), deletedAtMs: null, draft: null }
  const html = [
    writer.begin({ version: '1', atMs: 0, title: '</title><script>x</script>' }),
    writer.conversation({ ...conversation, systemPrompt: '<img src=x>' }),
    writer.message({ ...questionOf(conversation.id, null, '<script>x</script>'), siblings: [] }, null, []),
    writer.conversationEnd(),
    writer.end(null)
  ].join('')
  expect(html).toContain(`default-src 'none'`)
  expect(html).not.toMatch(/<script|<img|<link/)
})
