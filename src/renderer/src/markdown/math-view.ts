import type { MathTree } from './tree'

/** Longer formulas are shown as their source. */
const LONGEST_DRAWN = 10_000
/** A macro that doubles itself ends here. */
const MOST_EXPANSIONS = 500
/** In em: a rule or a space that is larger would cover the page. */
const LARGEST_EM = 40

type Draw = (tex: string, node: HTMLElement, display: boolean) => void
let draw: Promise<Draw> | null = null

/** A formula on the page: its source until it is whole and drawn, and again its source where it cannot be drawn. */
export class MathView {
  readonly node = document.createElement('span')
  #tree: MathTree

  constructor(tree: MathTree) {
    this.#tree = tree
    this.#show()
  }

  update(tree: MathTree): void {
    this.#tree = tree
    this.#show()
  }

  #show(): void {
    const { tex, display, closed } = this.#tree
    this.node.className = display ? 'math math-block' : 'math'
    this.node.dataset['tex'] = display ? `$$${tex}$$` : `$${tex}$`
    this.node.replaceChildren(source(tex))
    if (closed && tex.length <= LONGEST_DRAWN) void this.#draw()
  }

  async #draw(): Promise<void> {
    const tree = this.#tree
    draw ??= loadKatex()
    const drawn = document.createElement('span')
    try {
      const drawInto = await draw
      if (this.#tree !== tree) return
      drawInto(tree.tex, drawn, tree.display)
      this.node.replaceChildren(...drawn.childNodes)
    } catch (error) {
      // What KaTeX cannot read stays as it was written; its chunk may also be missing, and a later formula tries again.
      this.node.classList.add('math-broken')
      if (!(error instanceof Error && error.name === 'ParseError')) draw = null
    }
  }
}

function source(tex: string): Node {
  const code = document.createElement('code')
  code.textContent = tex
  return code
}

async function loadKatex(): Promise<Draw> {
  const [{ render }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')])
  return (tex, node, display) =>
    render(tex, node, {
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: MOST_EXPANSIONS,
      maxSize: LARGEST_EM
    })
}
