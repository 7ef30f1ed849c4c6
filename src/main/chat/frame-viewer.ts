import type { Events } from '../../shared/ipc/events'

/** How closely a window is looked at: it has the focus, it can be seen beside another, or it cannot be seen. */
export type Attention = 'focused' | 'beside' | 'hidden'

/** Whatever shows a run: a window, in main's eyes. */
export interface FrameViewer {
  readonly id: number
  /** Asked a few times a second; one that cannot say counts as focused. */
  readonly attention?: () => Attention
  push(name: 'chat:frames', event: Events['chat:frames']): void
}

const CLOSEST_FIRST: readonly Attention[] = ['focused', 'beside', 'hidden']

/** The closest look that any of these gives; null when there is none. */
export function closestAttention(viewers: Iterable<FrameViewer>): Attention | null {
  const looks = new Set([...viewers].map((viewer) => viewer.attention?.() ?? 'focused'))
  return CLOSEST_FIRST.find((attention) => looks.has(attention)) ?? null
}
