import type { FrameBody } from '../../../shared/ipc/frames'

/**
 * What one paint adds at the most, in UTF-16 units: about what can be laid out in a frame on a slow machine. A flood
 * then costs every paint the same, instead of one that comes late having more to do and coming later still.
 */
export const MOST_PER_PAINT = 4_096
/** The first paints of an answer may be the first of the program: nothing is compiled yet. A full one doubles it. */
const MOST_AT_FIRST = 256
/** A paint that adds more than this is of a flood: at sixty a second over ten thousand tokens, which nobody reads. */
export const FLOOD_CHARS = 1_024
/** Where more than this many paints' worth waits, each takes this part of it: the page falls behind by no more. */
const WAITING_PAINTS = 4

type TextFrame = Extract<FrameBody, { type: 'text-delta' | 'reasoning-delta' }>

/** Frames that have come and are not shown yet, in their order. */
export class WaitingFrames {
  #frames: FrameBody[] = []
  #chars = 0
  #most = MOST_AT_FIRST
  #tookFlood = false

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

  /** Whether one paint shows all of it. */
  get fitOnePaint(): boolean {
    return this.#chars <= this.#most
  }

  /** Whether the last paint was of a flood. */
  get tookFlood(): boolean {
    return this.#tookFlood
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
    const most = Math.max(this.#most, Math.ceil(this.#chars / WAITING_PAINTS))
    this.#tookFlood = Math.min(this.#chars, most) > FLOOD_CHARS
    if (this.#chars <= most) return this.takeAll()
    this.#most = Math.min(this.#most * 2, MOST_PER_PAINT)
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
