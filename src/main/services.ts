import type { App as ElectronApp } from 'electron'
import { join } from 'node:path'
import type { ConversationId, ProviderId } from '../shared/domain/ids'
import type { Provider, ProviderQuirks } from '../shared/domain/provider'
import type { TransferProgress } from '../shared/domain/transfer'
import type { Fault } from '../shared/fault'
import { startDemoServer } from './demo/demo-server'
import { faultError, faultOf } from './fault-error'
import { dataFolder, finishMove } from './history/data-folder'
import type { History } from './history/history'
import { openHistory, type OpenHistory } from './history/open-history'
import type { TranslationStore } from './history/translation-store'
import { broadcast } from './ipc/publish'
import { createKeys, type Keys } from './keys/keys-service'
import { createKeytarVault } from './keys/keytar-vault'
import { createSessionVault } from './keys/session-vault'
import { systemKeychain } from './keys/system-keychain'
import { startUtilityKeyProcess } from './keys/utility-key-process'
import { createLog, type Log } from './log'
import { Notices } from './notices'
import { openSettings, type SettingsStore } from './settings/settings-store'
import type { RunPorts } from './stream/run'
import { systemClock } from './stream/system-clock'
import { createTokenMeter } from './tokens/token-meter'
import { Transfers } from './transfer/transfers'
import { electronNetwork } from './wire/electron-network'
import { electronSend } from './wire/electron-send'
import { proxyConfig } from './wire/proxy-config'
import { sessionPool, type SessionPool } from './wire/session-pool'

/** What is read in a moment, and all that the first window needs to be made. */
export interface Basics {
  readonly log: Log
  readonly notices: Notices
  readonly settings: SettingsStore
}

/** What the program is made of, opened and ready. */
export interface Services extends Basics {
  readonly history: History
  readonly translations: TranslationStore
  readonly transfers: Transfers
  /** Writes everything into one file; rejects with a fault. */
  readonly backUp: (file: string) => Promise<void>
  readonly keys: Keys
  readonly ports: RunPorts
  readonly demoBaseUrl: string
  /** Throws a `gone` fault when there is no such provider. */
  readonly provider: (id: ProviderId) => Provider
  /** Throws a `provider_gone` fault, which says what becomes of the conversations it was used in. */
  readonly answeringProvider: (id: ProviderId) => Provider
  /** A lesson that cannot be written holds until the program ends: it is no reason to break an answer. */
  readonly rememberQuirks: (id: ProviderId, quirks: ProviderQuirks) => void
  close(): Promise<void>
}

/** What is wrong with a file is a notice: the program starts all the same. */
export function openBasics(app: ElectronApp): Basics {
  const folder = app.getPath('userData')
  const log = createLog({ file: join(folder, 'logs', 'rill.log') })
  const notices = new Notices((notice) => broadcast('app:notice', notice))
  const { store: settings, notices: settingsNotices } = openSettings({ folder })
  for (const { fault, setAside } of settingsNotices) notices.add(fault, setAside)
  return { log, notices, settings }
}

/** Opens the history, the keys and the network. What is wrong with a file is a notice here too. */
export async function openServices(app: ElectronApp, { log, notices, settings }: Basics): Promise<Services> {
  const threads = join(app.getAppPath(), 'out', 'main')
  const { history, translations, imports, file, backups } = await openStored(app.getPath('userData'), threads, { log, notices })
  const onProgress = (progress: TransferProgress): void => broadcast('transfer:progress', progress)
  const onImported = (conversationId: ConversationId): void => broadcast('conversations:changed', { conversationId })
  const transfers = new Transfers({ history: file, imports, threads, onProgress, onImported })
  const keys = openKeys(threads)
  const demo = await startDemoServer()
  const tokens = createTokenMeter({ threads })
  const send = electronSend(poolFor(settings))
  const ports = { send, clock: systemClock, network: electronNetwork(), random: Math.random, tokens }
  const provider = (id: ProviderId): Provider => providerOf(settings, id, 'gone')
  const answeringProvider = (id: ProviderId): Provider => providerOf(settings, id, 'provider_gone')
  const rememberQuirks = (id: ProviderId, quirks: ProviderQuirks): void => {
    try {
      settings.putProvider({ ...provider(id), quirks })
    } catch (error) {
      log.warn('quirks-not-written', { fault: faultOf(error) })
    }
  }
  fillInDemo(settings, demo.baseUrl)
  await recover(history, notices)
  backups?.start((fault) => {
    log.warn('backup-failed', { fault })
    if (fault.kind === 'database_damaged') notices.add(fault, null)
  })
  log.info('started', { version: app.getVersion(), electron: process.versions.electron ?? '' })
  const close = async (): Promise<void> => {
    keys.close()
    tokens.close()
    await transfers.close()
    await Promise.all([history.close(), backups?.close(), demo.close()])
  }
  return {
    log,
    notices,
    settings,
    history,
    translations,
    transfers,
    backUp: async (to) => {
      if (!backups) throw faultError('history_not_saved', 'there is no file')
      await backups.saveTo(to)
    },
    keys,
    ports,
    demoBaseUrl: demo.baseUrl,
    provider,
    answeringProvider,
    rememberQuirks,
    close
  }
}

async function openStored(
  profile: string,
  threads: string,
  { log, notices }: Pick<Basics, 'log' | 'notices'>
): Promise<OpenHistory> {
  const onStopped = (fault: Fault): void => {
    log.error('history-stopped', { fault })
    notices.add(fault, null)
  }
  const place = await placeOfHistory(profile, notices)
  const opened = await openHistory({ ...place, threads, onStopped })
  for (const { fault, setAside } of opened.notices) notices.add(fault, setAside)
  return opened
}

/** Where the history is, once a move that was decided has been made. */
async function placeOfHistory(profile: string, notices: Notices): Promise<ReturnType<typeof dataFolder>> {
  let toldMs = Number.NEGATIVE_INFINITY
  const fault = await finishMove(profile, (progress) => {
    if (performance.now() - toldMs < MOVE_TOLD_EVERY_MS) return
    toldMs = performance.now()
    broadcast('transfer:moving', progress)
  })
  if (toldMs > 0) broadcast('transfer:moving', null)
  if (fault) notices.add(fault, null)
  return dataFolder(profile)
}

const MOVE_TOLD_EVERY_MS = 100

/** The way out to providers, as the settings say at each moment. */
function poolFor(settings: SettingsStore): SessionPool {
  const pool = sessionPool()
  let known = JSON.stringify(settings.get().proxy)
  pool.useProxy(proxyConfig(settings.get().proxy))
  settings.onChange(({ proxy }) => {
    if (JSON.stringify(proxy) === known) return
    known = JSON.stringify(proxy)
    pool.useProxy(proxyConfig(proxy))
  })
  return pool
}

/** What a full disk leaves going on for now is put right at the next start. */
async function recover(history: History, notices: Notices): Promise<void> {
  try {
    await history.recover()
  } catch (error) {
    notices.add(faultOf(error), null)
  }
}

function openKeys(threads: string): Keys {
  return createKeys({
    vault: createKeytarVault({
      start: () => startUtilityKeyProcess(join(threads, 'key-process.cjs')),
      system: systemKeychain(process.platform, process.env)
    }),
    session: createSessionVault(),
    env: process.env
  })
}

/** The demo's server takes a free port at each start. */
function fillInDemo(settings: SettingsStore, baseUrl: string): void {
  const demo = settings.providers().find((provider) => provider.preset === 'demo')
  if (demo) settings.putProvider({ ...demo, baseUrl })
}

function providerOf(settings: SettingsStore, id: ProviderId, missing: 'gone' | 'provider_gone'): Provider {
  const provider = settings.providers().find((one) => one.id === id)
  if (!provider) throw faultError(missing, 'this provider has been removed')
  return provider
}
