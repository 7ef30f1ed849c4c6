import type { DesktopState } from '../../shared/domain/desktop'
import type { HandedOver, TakenOver } from '../../shared/domain/handed-over'
import type { ConversationId } from '../../shared/domain/ids'
import { faultError } from '../fault-error'
import { clipboardContents } from './clipboard-contents'
import type { Handlers } from './handlers'
import type { Viewer } from './publish'

type DesktopCalls = Extract<keyof Handlers, `quick:${string}` | `desktop:${string}`>

export interface DesktopRooms {
  readonly state: () => DesktopState
  readonly record: (recording: boolean) => void
  readonly window: {
    isPage(contentsId: number): boolean
    readonly isFocused: boolean
    hide(): void
    resize(heightPx: number): { heightPx: number; mostPx: number }
  }
  readonly quick: {
    keep(id: ConversationId, keep: boolean): void
    left(id: ConversationId): void
    openInWindow(handed: HandedOver): void
    takeHandedOver(): readonly TakenOver[]
    translateInWindow(): void
  }
}

/** The small window, and how the app stands with the desktop. */
export function desktopHandlers({ state, record, window, quick }: DesktopRooms): Pick<Handlers, DesktopCalls> {
  const ofQuickWindow = ({ id }: Viewer): void => {
    if (!window.isPage(id)) throw faultError('not_allowed', 'only the quick-ask window may ask this')
  }
  return {
    'quick:hide': (_ask, viewer) => {
      ofQuickWindow(viewer)
      window.hide()
      return {}
    },
    'quick:resize': ({ heightPx }, viewer) => {
      ofQuickWindow(viewer)
      return window.resize(heightPx)
    },
    'quick:clipboard': (_ask, viewer) => {
      ofQuickWindow(viewer)
      // A page that is not in front has not been asked to look.
      if (!window.isFocused) throw faultError('not_allowed', 'the quick-ask window has not the focus')
      return clipboardContents()
    },
    'quick:open-in-window': (handed, viewer) => {
      ofQuickWindow(viewer)
      quick.openInWindow(handed)
      return {}
    },
    'quick:translate-in-window': (_ask, viewer) => {
      ofQuickWindow(viewer)
      quick.translateInWindow()
      return {}
    },
    'quick:keep': ({ conversationId, keep }, viewer) => {
      ofQuickWindow(viewer)
      quick.keep(conversationId, keep)
      return {}
    },
    'quick:leave': ({ conversationId }, viewer) => {
      ofQuickWindow(viewer)
      quick.left(conversationId)
      return {}
    },
    'desktop:take-handed-over': () => quick.takeHandedOver(),
    'desktop:state': () => state(),
    'desktop:record': ({ recording }) => {
      record(recording)
      return {}
    }
  }
}
