const BLOCKS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'BLOCKQUOTE', 'DIV', 'TABLE', 'HR', 'PRE', 'LI'])

/** A piece of an answer as text that reads well anywhere: list marks, tabs between cells, formulas as their source. */
export function plainCopy(part: Node): string {
  return blocksOf(part).join('\n\n')
}

/** Whether this element is there to be pressed, not read. */
export function isControl(element: Element): boolean {
  return element.matches('.code-head, .note-back')
}

function blocksOf(parent: Node): string[] {
  const blocks: string[] = []
  let line = ''
  const endLine = (): void => {
    if (line.trim() !== '') blocks.push(line.trim())
    line = ''
  }
  for (const child of parent.childNodes) {
    if (!(child instanceof Element) || !isBlock(child)) {
      line += inlineText(child)
      continue
    }
    endLine()
    const text = blockText(child)
    if (text !== '') blocks.push(text)
  }
  endLine()
  return blocks
}

function isBlock(element: Element): boolean {
  return BLOCKS.has(element.tagName) || element.matches('.math-block')
}

function blockText(block: Element): string {
  if (isControl(block)) return ''
  switch (block.tagName) {
    case 'PRE':
      return (block.textContent ?? '').replace(/\n$/, '')
    case 'UL':
    case 'OL':
      return listText(block)
    case 'BLOCKQUOTE':
      return plainCopy(block).replace(/^/gm, '> ')
    case 'TABLE':
      return [...block.querySelectorAll('tr')].map(rowText).join('\n')
    case 'HR':
      return '---'
    case 'SPAN':
      return inlineText(block)
    default:
      return plainCopy(block)
  }
}

function listText(list: Element): string {
  const first = Number(list.getAttribute('start') ?? 1)
  const isLoose = list.classList.contains('loose')
  const items = [...list.children].map((item, at) => {
    const mark = list.tagName === 'OL' ? `${item.getAttribute('value') ?? first + at}. ` : '- '
    const text = blocksOf(item).join(isLoose ? '\n\n' : '\n')
    return mark + text.replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`)
  })
  return items.join(isLoose ? '\n\n' : '\n')
}

function rowText(row: Element): string {
  return [...row.children].map((cell) => inlineText(cell).replace(/\s+/g, ' ').trim()).join('\t')
}

function inlineText(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? ''
  if (node.tagName === 'BR') return '\n'
  if (isControl(node)) return ''
  const own = ownText(node)
  return own ?? [...node.childNodes].map(inlineText).join('')
}

/** What an element says that has no words of its own; null for all others. */
function ownText(element: Element): string | null {
  if (element.matches('.math')) return element.getAttribute('data-tex')
  if (element.matches('.checkbox')) return element.getAttribute('aria-label') === '☑' ? '[x] ' : '[ ] '
  return element.matches('a[href^="#note-"]') ? `[${element.textContent ?? ''}]` : null
}
