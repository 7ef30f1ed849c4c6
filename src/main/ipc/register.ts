import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Calls, Reply } from '../../shared/ipc/calls'
import type { Log } from '../log'
import { answerCall } from './answer-call'
import type { Handlers } from './handlers'
import { viewerOf } from './publish'
import { ASKS } from './schemas'
import { isTrustedSender } from './trusted-sender'

/**
 * Opens every call of the contract to our own pages; what they ask before the handlers are there waits. The only place
 * that touches `ipcMain`.
 */
export function registerCalls(handlers: Promise<Handlers>, origin: string, log: Log): void {
  const register = <Name extends keyof Calls>(name: Name): void => {
    ipcMain.handle(name, async (event: IpcMainInvokeEvent, ask: unknown): Promise<Reply<Calls[Name]['reply']>> => {
      if (!isTrustedSender(event, origin)) return refused
      return answerCall(ASKS[name], (await handlers)[name], ask, viewerOf(event.sender), (fault) =>
        log.warn('call-failed', { call: name, fault })
      )
    })
  }
  for (const name of Object.keys(ASKS)) register(name as keyof Calls)
}

const refused = { ok: false, fault: { kind: 'not_allowed', message: 'this page may not call the app' } } as const
