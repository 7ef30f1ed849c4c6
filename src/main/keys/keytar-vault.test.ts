import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import { faultOf } from '../fault-error'
import type { KeyVault } from './key-vault'
import { createKeys } from './keys-service'
import { bundleKeyProcess, forkKeyProcess, missingForKeyring, TestDesktop } from './keyring.fixture'
import { createKeytarVault } from './keytar-vault'
import { createSessionVault } from './session-vault'
import { systemKeychain } from './system-keychain'
import { skipTitle } from '../../../tests/skip-title'

const missing = missingForKeyring()
const want = missing.length > 0 ? `for want of ${missing.join(', ')}` : null

const account = '0199d0aa-1111-7000-8000-000000000001' as ProviderId
const secret = 'sk-test-Zx81pQ7v-0042'
const neverMs = 60_000

describe.skipIf(want)(skipTitle('keytar in a process of its own', want), () => {
  let modulePath = ''
  let desktop: TestDesktop
  let children: ChildProcess[]
  const vaults: KeyVault[] = []

  const vaultOn = (env: NodeJS.ProcessEnv, limitMs = neverMs, idleMs = neverMs): KeyVault => {
    const start = () => {
      const forked = forkKeyProcess(modulePath, env)
      children.push(forked.child)
      return forked.process
    }
    const vault = createKeytarVault({ start, system: systemKeychain('linux', env), limitMs, idleMs })
    vaults.push(vault)
    return vault
  }

  const startLockedWithStuckPrompt = async (): Promise<void> => {
    await desktop.startBus()
    await desktop.startKeyring('unlocked')
    const vault = vaultOn(desktop.env)
    await vault.put(account, secret)
    vault.close()
    await desktop.stop()
    await desktop.startBus({ 'org.gnome.keyring.SystemPrompter': '/bin/sleep 60' })
    await desktop.startKeyring('as-it-is')
  }

  beforeAll(async () => {
    modulePath = await bundleKeyProcess()
  })
  beforeEach(async () => {
    children = []
    desktop = await TestDesktop.make()
  })
  afterEach(async () => {
    for (const vault of vaults.splice(0)) vault.close()
    await Promise.all(children.filter((child) => !ended(child)).map((child) => once(child, 'exit')))
    await desktop.remove()
  })

  it('keeps, gives and forgets a key, and names the keyring', async () => {
    await desktop.startBus()
    await desktop.startKeyring('unlocked')
    const vault = vaultOn(desktop.env)
    expect(await vault.get(account)).toBeNull()
    await vault.put(account, secret)
    expect(await vaultOn(desktop.env).get(account)).toBe(secret)
    expect(await vault.place()).toEqual({ kind: 'keychain', name: 'GNOME Keyring' })
    await vault.forget(account)
    await vault.forget(account)
    expect(await vault.get(account)).toBeNull()
  })

  it('says that the keychain is missing: no bus, no service, no login collection', async () => {
    for (const call of callsOf(vaultOn(desktop.withoutBus()))) expect(await faultKind(call)).toBe('keychain_missing')
    await desktop.startBus()
    const onBareBus = vaultOn(desktop.env)
    for (const call of callsOf(onBareBus)) expect(await faultKind(call)).toBe('keychain_missing')
    expect(await onBareBus.place()).toEqual({ kind: 'keychain', name: 'Secret Service' })
    await desktop.startKeyring('as-it-is')
    const withoutCollection = vaultOn(desktop.env)
    expect(await withoutCollection.get(account)).toBeNull()
    expect(await faultKind(() => withoutCollection.put(account, secret))).toBe('keychain_missing')
  })

  it('ends a process that is stuck behind an unlock prompt, with every question it holds', async () => {
    await startLockedWithStuckPrompt()
    const vault = vaultOn(desktop.env, 500)
    const kinds = await Promise.all(callsOf(vault).slice(0, 2).map(faultKind))
    expect(kinds).toEqual(['keychain_locked', 'keychain_locked'])
    await Promise.all(children.filter((child) => !ended(child)).map((child) => once(child, 'exit')))
    expect(children.at(-1)?.signalCode).toBe('SIGTERM')
  })

  it('never holds up quitting: closing ends a stuck process at once', async () => {
    await startLockedWithStuckPrompt()
    const vault = vaultOn(desktop.env)
    const asked = faultKind(() => vault.get(account))
    const child = children.at(-1)
    vault.close()
    expect(await asked).toBe('keychain_refused')
    if (child && !ended(child)) await once(child, 'exit')
    expect(await faultKind(() => vault.get(account))).toBe('keychain_refused')
  })

  it('answers for the status while the prompt stays open, and tells a locked key from none', async () => {
    await startLockedWithStuckPrompt()
    const vault = vaultOn(desktop.env)
    const keys = createKeys({ vault, session: createSessionVault(), env: {}, statusWaitMs: 3_000 })
    const status = await keys.status({ id: account, keySource: { kind: 'stored' } })
    expect(status).toEqual({ state: 'unavailable', reason: 'keychain_locked' })
    expect(ended(children.at(-1))).toBe(false)
    const other = 'another' as ProviderId
    expect(await keys.status({ id: other, keySource: { kind: 'stored' } })).toEqual({ state: 'none' })
    expect(await keys.forget(other)).toEqual({ state: 'none' })
    keys.close()
  })

  it('does not take a prompt that was closed for "no key", nor a locked key for forgotten', async () => {
    await startLockedWithStuckPrompt()
    await desktop.stop()
    await desktop.startBus({ 'org.gnome.keyring.SystemPrompter': '/bin/false' })
    await desktop.startKeyring('as-it-is')
    const vault = vaultOn(desktop.env)
    expect(await faultKind(() => vault.get(account))).toBe('keychain_locked')
    expect(await faultKind(() => vault.forget(account))).toBe('keychain_locked')
    expect(await faultKind(() => vault.put(account, secret))).toBe('keychain_locked')
  })

  it('fails at once when the process ends by itself, and starts another one for the next question', async () => {
    await startLockedWithStuckPrompt()
    const vault = vaultOn(desktop.env)
    const asked = faultKind(() => vault.get(account))
    children.at(-1)?.kill('SIGKILL')
    expect(await asked).toBe('keychain_refused')
    expect(await vault.get('another' as ProviderId)).toBeNull()
  })

  it('lets an idle process go and starts another one for the next question', async () => {
    await desktop.startBus()
    await desktop.startKeyring('unlocked')
    const vault = vaultOn(desktop.env, neverMs, 1)
    await vault.put(account, secret)
    const [first] = children
    if (first && !ended(first)) await once(first, 'exit')
    expect(await vault.get(account)).toBe(secret)
    expect(children.length).toBe(2)
  })
})

function callsOf(vault: KeyVault): (() => Promise<unknown>)[] {
  return [() => vault.get(account), () => vault.put(account, secret), () => vault.forget(account)]
}

async function faultKind(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'no fault'
  } catch (error) {
    const fault = faultOf(error)
    expect(fault.message).not.toContain(secret)
    return fault.kind
  }
}

function ended(child: ChildProcess | undefined): boolean {
  return child !== undefined && (child.exitCode !== null || child.signalCode !== null)
}
