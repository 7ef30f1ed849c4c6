import type { ProviderId } from '../../shared/domain/ids'
import type { Provider, ProviderQuirks } from '../../shared/domain/provider'
import type { Settings } from '../../shared/domain/settings'
import type { Events } from '../../shared/ipc/events'
import type { History } from '../history/history'
import type { Log } from '../log'
import type { OfferedTool } from '../providers/build-request'
import type { RunPorts } from '../stream/run'
import type { ToolOutcome } from '../../shared/domain/message'
import type { ToolCall } from '../../shared/domain/run'

/** What a run needs of the rest of the app, whatever it answers. */
export interface RunWorld {
  readonly ports: RunPorts
  readonly log: Log
  readonly settings: () => Settings
  /** Throws a `provider_gone` fault when there is no such provider. */
  readonly provider: (id: ProviderId) => Provider
  readonly rememberQuirks: (id: ProviderId, quirks: ProviderQuirks) => void
  /** The key of a provider, null when it has none; throws when the key store refuses. */
  readonly secretFor: (provider: Provider) => Promise<string | null>
}

/** Everything the chat room joins; `app.ts` brings it together. */
export interface ChatWorld extends RunWorld {
  readonly history: History
  readonly tools: Tools
  readonly broadcast: <Name extends keyof Events>(name: Name, event: Events[Name]) => void
}

export interface Tools {
  readonly offered: readonly OfferedTool[]
  /** Never rejects: what goes wrong is the result's text. */
  readonly run: (call: ToolCall, signal: AbortSignal) => Promise<ToolRun>
}

export interface ToolRun {
  readonly outcome: ToolOutcome
  readonly text: string
}
