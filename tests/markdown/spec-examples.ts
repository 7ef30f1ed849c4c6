import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export interface SpecExample {
  readonly number: number
  readonly section: string
  readonly markdown: string
  readonly html: string
}

const EXAMPLE = /^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} +(.*)$/gm

/** Every example of the CommonMark specification, read from the package that carries its text. */
export function specExamples(): readonly SpecExample[] {
  const [text = ''] = readFileSync(createRequire(import.meta.url).resolve('commonmark-spec/spec.txt'), 'utf8').split('<!-- END TESTS -->')
  const examples: SpecExample[] = []
  let section = ''
  for (const [, markdown, html = '', heading] of text.replace(/\r\n?/g, '\n').matchAll(EXAMPLE)) {
    if (markdown === undefined) section = heading ?? ''
    else examples.push({ number: examples.length + 1, section, markdown: tabs(markdown), html: tabs(html) })
  }
  return examples
}

/** The specification writes a tab as an arrow. */
function tabs(text: string): string {
  return text.replaceAll('→', '\t')
}
