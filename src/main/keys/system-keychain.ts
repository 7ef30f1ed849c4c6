import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ProviderId } from '../../shared/domain/ids'

/** What can be known of the system's keychain without opening it. */
export interface SystemKeychain {
  /** The store's own name where it is known for sure, else what its kind is called. */
  name(): Promise<string>
  /** Whether it holds a key of this account that is locked away; false where that cannot be known. */
  holdsLocked(account: ProviderId): Promise<boolean>
}

type Environment = Readonly<Record<string, string | undefined>>

/** `env` names the session bus to ask on Linux. */
export function systemKeychain(platform: NodeJS.Platform, env: Environment): SystemKeychain {
  switch (platform) {
    case 'darwin':
      return { name: () => Promise.resolve('Keychain'), holdsLocked: () => Promise.resolve(false) }
    case 'win32':
      return { name: () => Promise.resolve('Credential Manager'), holdsLocked: () => Promise.resolve(false) }
    default:
      return { name: () => secretServiceName(env), holdsLocked: (account) => secretServiceHoldsLocked(account, env) }
  }
}

/** The kernel cuts process names to 15 characters. */
const owners: ReadonlyMap<string, string> = new Map([
  ['gnome-keyring-d', 'GNOME Keyring'],
  ['kwalletd5', 'KWallet'],
  ['kwalletd6', 'KWallet'],
  ['ksecretd', 'KWallet'],
  ['keepassxc', 'KeePassXC']
])
const processOf = 'org.freedesktop.DBus.GetConnectionUnixProcessID'
const searchItems = 'org.freedesktop.Secret.Service.SearchItems'
const anyOwner = 'Secret Service'

async function secretServiceName(env: Environment): Promise<string> {
  const words = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', processOf, 'string:org.freedesktop.secrets']
  const said = await dbusSend(words, env)
  const pid = /uint32 (\d+)/.exec(said)?.[1]
  if (pid === undefined) return anyOwner
  try {
    return owners.get((await readFile(`/proc/${pid}/comm`, 'utf8')).trim()) ?? anyOwner
  } catch {
    return anyOwner // the process is another user's, or in another container
  }
}

/** libsecret answers "no key" both for none and for one behind an unlock prompt that was closed; the service knows. */
async function secretServiceHoldsLocked(account: ProviderId, env: Environment): Promise<boolean> {
  if (!/^[\w.-]+$/.test(account)) return false // it would not survive dbus-send's own commas
  const attributes = `dict:string:string:service,Rill,account,${account}`
  const words = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', searchItems, attributes]
  const said = await dbusSend(words, env)
  const [, , locked] = said.split('array [')
  return locked?.includes('/org/freedesktop/secrets/') ?? false
}

const dbusTimeoutMs = 1500

/** What the bus answered; empty when there is no bus, no such service, or no dbus-send. */
function dbusSend(words: readonly string[], env: Environment): Promise<string> {
  return new Promise((resolve) => {
    const all = ['--session', '--print-reply=literal', ...words]
    execFile('dbus-send', all, { env, timeout: dbusTimeoutMs, maxBuffer: 64 * 1024 }, (error, stdout) => {
      resolve(error ? '' : stdout)
    })
  })
}
