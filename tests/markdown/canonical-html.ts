import type { ElementTree, Tree } from '../../src/renderer/src/markdown/tree'

/**
 * The specification's HTML and our trees in one form, so that they can be compared: what we show differently on
 * purpose is made alike. Pictures are their words, an address that cannot be opened (relative, or of another scheme
 * than http, https and mailto) leaves the words of its link, titles of links are not shown, items always hold
 * paragraphs, tables a place for their rows. Of a checkbox only whether it is checked is compared.
 */
export function canonicalHtml(html: string): string {
  const box = document.createElement('div')
  box.innerHTML = html
  return joined([...box.childNodes].map(fromNode))
}

export function canonicalTrees(trees: readonly Tree[]): string {
  return joined(trees.map(fromTree))
}

function joined(parts: readonly string[]): string {
  const html = parts.join('').split(/(<pre>[^]*?<\/pre>)/).map((part, at) => (at % 2 === 0 ? part.replace(/\s+/g, ' ') : part))
  return html.join('').replace(/\s*(<\/?(?:p|ul|ol|li|blockquote|pre|h\d|hr|br|table|thead|tbody|tr|t[hd](?: \w+)?|input(?: checked)?)>)\s*/g, '$1').trim()
}

function fromNode(node: Node): string {
  if (!(node instanceof Element)) return escaped(node.textContent ?? '')
  const tag = node.tagName.toLowerCase()
  const inner = [...node.childNodes].map(fromNode).join('')
  if (tag === 'img') return `<img>${escaped(node.getAttribute('alt') ?? '')}</img>`
  if (tag === 'pre') return `<pre>${escaped((node.textContent ?? '').replace(/\n$/, ''))}</pre>`
  if (tag === 'a') return linked(node.getAttribute('href') ?? '', inner)
  if (tag === 'li') return `<li>${inParagraphs(inner)}</li>`
  if (tag === 'input') return checkbox(node.hasAttribute('checked'))
  if (tag === 'th' || tag === 'td') return cell(tag, node.getAttribute('align'), inner)
  return tag === 'hr' || tag === 'br' ? `<${tag}>` : `<${tag}>${inner}</${tag}>`
}

function inParagraphs(inner: string): string {
  return inner.replace(/<\/?p>/g, ' ')
}

function fromTree(tree: Tree): string {
  if (typeof tree === 'string') return escaped(tree)
  if (tree.kind === 'code') return `<pre>${escaped(tree.parts.join('').replace(/\n$/, ''))}</pre>`
  if (tree.kind === 'math') return escaped(tree.tex)
  const inner = tree.children.map(fromTree).join('')
  if (tree.attributes.class === 'picture') return `<img>${inner}</img>`
  if (tree.tag === 'a') return linked(tree.attributes.href ?? '', inner)
  if (tree.attributes.class === 'checkbox') return checkbox(tree.attributes['aria-label'] === '☑')
  if (tree.attributes.class === 'table' || (tree.tag === 'tbody' && inner === '')) return inner
  if (tree.tag === 'span') return inner
  if (tree.tag === 'li') return `<li>${inParagraphs(inner)}</li>`
  if (tree.tag === 'th' || tree.tag === 'td') return cell(tree.tag, alignOf(tree), inner)
  return tree.tag === 'hr' || tree.tag === 'br' ? `<${tree.tag}>` : `<${tree.tag}>${inner}</${tree.tag}>`
}

function checkbox(checked: boolean): string {
  return checked ? '<input checked>' : '<input>'
}

function cell(tag: string, align: string | null, inner: string): string {
  return `<${tag}${align === null ? '' : ` ${align}`}>${inner}</${tag}>`
}

function alignOf({ attributes }: ElementTree): string | null {
  return /^align-(\w+)$/.exec(attributes.class ?? '')?.[1] ?? null
}

function linked(href: string, inner: string): string {
  if (!/^(?:https?|mailto):/i.test(href)) return inner
  return `<a ${URL.canParse(href) ? new URL(href).href : href}>${inner}</a>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
