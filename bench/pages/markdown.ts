import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown'
import '../../src/renderer/src/styles/tokens.css'
import '../../src/renderer/src/styles/base.css'
import '../../src/renderer/src/markdown/code.css'
import '../../src/renderer/src/markdown/markdown.css'
import './markdown.css'
import { MarkdownPage } from '../../src/renderer/src/markdown/markdown-page'

/** Shows an answer that grows by these pieces. */
interface Writer {
  write(piece: string): void
  end(): void
}

type Way = (node: HTMLElement) => Writer

const WAYS: Readonly<Record<string, Way>> = {
  rill(node) {
    const page = new MarkdownPage(node)
    let text = ''
    return {
      write(piece) {
        // As the app does, which knows what is new.
        const added = { at: text.length, text: piece }
        page.show((text += piece), null, [], added)
      },
      end: () => page.show(text, 'whole', [])
    }
  },
  smd(node) {
    const smd = parser(default_renderer(node))
    return { write: (piece) => parser_write(smd, piece), end: () => parser_end(smd) }
  },
  innerHTML(node) {
    return { write: (piece) => (node.innerHTML += piece), end: () => undefined }
  }
}

const { port1: painting, port2: painted } = new MessageChannel()

/** A message that is sent while a frame is being made arrives when it has been painted. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    painted.onmessage = () => resolve()
    requestAnimationFrame(() => painting.postMessage(null))
  })
}

/** An empty page with one answer to be written. */
function begun(way: string): { readonly scroller: HTMLElement; readonly writer: Writer } {
  const scroller = document.createElement('div')
  const node = document.createElement('div')
  scroller.className = 'scroller'
  node.className = 'markdown'
  scroller.append(node)
  document.body.replaceChildren(scroller)
  const writer = WAYS[way]?.(node)
  if (!writer) throw new Error(`there is no way named ${way}`)
  return { scroller, writer }
}

/** To know the height, the page has to be laid out. */
function pin(scroller: HTMLElement): void {
  scroller.scrollTop = scroller.scrollHeight
}

/** Shows the pieces, each painted, pinned to the end; then scrolls through all of it. */
async function play(way: string, pieces: readonly string[]): Promise<void> {
  const { scroller, writer } = begun(way)
  for (const piece of pieces) {
    writer.write(piece)
    pin(scroller)
    await nextPaint()
  }
  writer.end()
  pin(scroller)
  await nextPaint()
  for (let top = 0; top < scroller.scrollHeight; top += scroller.clientHeight) {
    scroller.scrollTop = top
    await nextPaint()
  }
}

/** Writes the pieces, each laid out at the end, without a frame between them. Returns the milliseconds it took. */
function write(way: string, pieces: readonly string[]): number {
  const { scroller, writer } = begun(way)
  const fromMs = performance.now()
  for (const piece of pieces) {
    writer.write(piece)
    pin(scroller)
  }
  writer.end()
  pin(scroller)
  return performance.now() - fromMs
}

Object.assign(window, { play, write })
