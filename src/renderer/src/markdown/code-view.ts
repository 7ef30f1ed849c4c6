import { call } from '../bridge'
import { m } from '../words'
import { colourInTurn, type Colourable } from './colour-turn'
import { highlight } from './highlighter'
import { languageName } from './language-names'
import type { Run } from './runs'
import type { CodeTree } from './tree'

/** Longer code is shown plain: colours would cost more than they give. */
const MOST_HIGHLIGHTED = 200_000
/** How long "Copied" stays. */
const SAID_MS = 1_500

/** A code block on the page: a quiet head with the language and a button, and the text in parts. */
export class CodeView implements Colourable {
  readonly node = document.createElement('div')
  readonly #label = document.createElement('span')
  readonly #code = document.createElement('code')
  #tree: CodeTree
  #coloured = false
  #inTurn = false

  constructor(tree: CodeTree) {
    this.#tree = tree
    const head = document.createElement('div')
    const pre = document.createElement('pre')
    this.node.className = 'code-block'
    head.className = 'code-head'
    pre.tabIndex = 0
    pre.append(this.#code)
    head.append(this.#label, this.#copyButton())
    this.node.append(head, pre)
    for (const part of tree.parts) this.#code.append(newPart(part))
    this.#settle()
  }

  update(tree: CodeTree): void {
    const before = this.#tree
    this.#tree = tree
    for (const [at, part] of tree.parts.entries()) {
      if (before.parts[at] === part) continue
      const node = this.#code.childNodes[at]
      if (node) setPart(node, before.parts[at] ?? '', part, this.#coloured)
      else this.#code.append(newPart(part))
    }
    while (this.#code.childNodes.length > tree.parts.length) this.#code.lastChild?.remove()
    this.#settle()
  }

  #settle(): void {
    this.#label.textContent = languageName(this.#tree.language)
    if (!this.#tree.closed || this.#tree.language === '' || this.#coloured || this.#inTurn) return
    this.#inTurn = true
    colourInTurn(this)
  }

  /** Asks for its colours as it stands. */
  colour(): void {
    this.#inTurn = false
    const text = this.#tree.parts.join('')
    if (this.#tree.closed && !this.#coloured && text.length <= MOST_HIGHLIGHTED) void this.#ask(this.#tree, text)
  }

  async #ask(tree: CodeTree, text: string): Promise<void> {
    const runs = await highlight(tree.language, text)
    // With what else the next frame changes: between two frames it would have the page laid out once more.
    if (runs !== null) requestAnimationFrame(() => this.#show(tree, runs))
  }

  #show(tree: CodeTree, runs: readonly Run[]): void {
    if (this.#tree !== tree) return
    this.#coloured = true
    let rest: readonly Run[] = runs
    for (const [at, part] of tree.parts.entries()) {
      const [these, others] = splitRuns(rest, part.length)
      rest = others
      const node = this.#code.childNodes[at]
      if (node instanceof HTMLElement) node.replaceChildren(...these.map(runNode))
    }
  }

  #copyButton(): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'code-copy'
    button.textContent = m.chat_copy()
    button.setAttribute('aria-label', m.chat_copy_code())
    button.addEventListener('click', () => {
      void call('app:copy-text', { text: this.#tree.parts.join('') }).then((reply) => {
        if (!reply.ok) return
        button.textContent = m.chat_copied()
        setTimeout(() => (button.textContent = m.chat_copy()), SAID_MS)
      })
    })
    return button
  }
}

function newPart(text: string): HTMLElement {
  const part = document.createElement('span')
  part.className = 'code-part'
  part.textContent = text
  return part
}

function setPart(node: ChildNode, before: string, now: string, coloured: boolean): void {
  const text = node.firstChild
  if (!coloured && text instanceof Text && now.startsWith(before)) text.appendData(now.slice(before.length))
  else node.textContent = now
}

function splitRuns(runs: readonly Run[], length: number): readonly [Run[], Run[]] {
  const these: Run[] = []
  let left = length
  for (const [at, run] of runs.entries()) {
    if (left === 0) return [these, runs.slice(at)]
    if (run.text.length <= left) {
      these.push(run)
      left -= run.text.length
      continue
    }
    these.push({ ...run, text: run.text.slice(0, left) })
    return [these, [{ ...run, text: run.text.slice(left) }, ...runs.slice(at + 1)]]
  }
  return [these, []]
}

function runNode(run: Run): Node {
  if (run.className === '') return document.createTextNode(run.text)
  const span = document.createElement('span')
  span.className = run.className
  span.textContent = run.text
  return span
}
