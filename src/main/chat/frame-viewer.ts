import type { Events } from '../../shared/ipc/events'

/** Whatever shows a run: a window, in main's eyes. */
export interface FrameViewer {
  readonly id: number
  push(name: 'chat:frames', event: Events['chat:frames']): void
}
