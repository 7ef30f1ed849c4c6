import type { Calls } from '../../shared/ipc/calls'
import type { Viewer } from './publish'

/** What each call does, once its sender and its ask are known to be good. A thrown fault becomes the reply's. */
export type Handlers = {
  readonly [Name in keyof Calls]: (
    ask: Calls[Name]['ask'],
    viewer: Viewer
  ) => Promise<Calls[Name]['reply']> | Calls[Name]['reply']
}
