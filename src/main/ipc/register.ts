import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { CALLS, type Calls, type Reply } from '../../shared/ipc/calls'
import { viewerOf, type Viewer } from './publish'
import { isTrustedSender } from './trusted-sender'

/** Answers one call of a page that is known to be ours. Never rejects. */
export type Answerer = <Name extends keyof Calls>(
  name: Name,
  ask: unknown,
  viewer: Viewer
) => Promise<Reply<Calls[Name]['reply']>>

/**
 * Opens every call of the contract to our own pages; what they ask before there is an answerer waits for it. The only
 * place that touches `ipcMain`.
 */
export function registerCalls(answerer: Promise<Answerer>, origin: string): void {
  const register = <Name extends keyof Calls>(name: Name): void => {
    ipcMain.handle(name, async (event: IpcMainInvokeEvent, ask: unknown): Promise<Reply<Calls[Name]['reply']>> => {
      if (!isTrustedSender(event, origin)) return refused
      const viewer = viewerOf(event.sender)
      return (await answerer)(name, ask, viewer)
    })
  }
  for (const name of Object.keys(CALLS)) register(name as keyof Calls)
}

const refused = { ok: false, fault: { kind: 'not_allowed', message: 'this page may not call the app' } } as const
