import type { FrameBody } from '../../../shared/ipc/frames'

/**
 * What one paint adds at the most, in UTF-16 units: about what can be laid out in half of a frame on a slow machine. A
 * flood then costs every frame the same, instead of a frame that comes late having more to do and coming later still.
 */
export const MOST_PER_PAINT = 2_048
/** Where more than this many paints' worth waits, each takes this part of it: the page falls behind by no more. */
const WAITING_PAINTS = 4

type TextFrame = Extract<FrameBody, { type: 'text-delta' | 'reasoning-delta' }>

/** Frames that have come and are not shown yet, in their order. */
export class WaitingFrames {
  #frames: FrameBody[] = []
  #chars = 0

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

  /** Whether one paint shows all of it. */
  get fitOnePaint(): boolean {
    return this.#chars <= MOST_PER_PAINT
  }

  put(frame: FrameBody): void {
    this.#frames.push(frame)
    if (isText(frame)) this.#chars += frame.text.length
  }

  clear(): void {
    this.#frames = []
    this.#chars = 0
  }

  takeAll(): readonly FrameBody[] {
    const frames = this.#frames
    this.clear()
    return frames
  }

  /** What the next paint shows. */
  takeForPaint(): readonly FrameBody[] {
    const most = Math.max(MOST_PER_PAINT, Math.ceil(this.#chars / WAITING_PAINTS))
    if (this.#chars <= most) return this.takeAll()
    const until = this.#chars - most
    const taken: FrameBody[] = []
    while (this.#chars > until) taken.push(this.#next(this.#chars - until))
    return taken
  }

  /** The first frame, or of its text so much. */
  #next(most: number): FrameBody {
    const [first] = this.#frames
    if (!first) throw new Error('no frame is waiting')
    if (!isText(first) || first.text.length <= most) {
      this.#frames.shift()
      if (isText(first)) this.#chars -= first.text.length
      return first
    }
    const end = wholeCharacters(first.text, most)
    this.#frames[0] = { ...first, text: first.text.slice(end) }
    this.#chars -= end
    return { ...first, text: first.text.slice(0, end) }
  }
}

/** Never between the two halves of one character. */
function wholeCharacters(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end
}

function isText(frame: FrameBody): frame is TextFrame {
  return frame.type === 'text-delta' || frame.type === 'reasoning-delta'
}
