import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { faultText } from '../../src/shared/fault-text'
import { startHttpProxy, startSocksProxy } from '../proxies'
import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import type { SteeredProvider } from './steered-provider'
import { TransferPage } from './transfer-page'

/** A name that only a proxy knows: without one there is no such host. */
const ELSEWHERE = 'provider.test'

const hostOf = ({ baseUrl }: SteeredProvider): string => new URL(baseUrl).host.replace('127.0.0.1', ELSEWHERE)

test('goes to providers through the proxy that is set, and through none when none is', async ({ rill, provider }) => {
  const http = await startHttpProxy()
  const socks = await startSocksProxy()
  const host = hostOf(provider)
  await rill.useProvider(`http://${host}/v1`)

  await rill.openSettings()
  await rill.main.getByRole('radio', { name: rill.say('settings_proxy_manual') }).click()
  const field = rill.main.getByRole('textbox', { name: rill.say('settings_proxy_address') })
  await field.fill('127.0.0.1:1')
  await field.press('Enter')
  await expect(rill.main.getByText(rill.say('settings_proxy_address_invalid'))).toBeVisible()
  await field.fill(http.address)
  await field.press('Enter')
  await expect(rill.main.getByText(rill.say('settings_proxy_address_invalid'))).toBeHidden()
  await rill.newConversation()
  await rill.ask('Which way?')
  const first = await provider.next()
  first.say('Through HTTP.')
  first.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('Through HTTP.')
  expect(http.asked).toEqual([host])

  await rill.change({ proxy: { mode: 'manual', address: socks.address } })
  await rill.ask('And now?')
  const second = await provider.next()
  second.say('Through SOCKS.')
  second.finish()
  await expect(rill.answer).toHaveText('Through SOCKS.')
  await rill.finished()
  expect(socks.asked).toEqual([host])

  await rill.change({ proxy: { mode: 'none' }, maxRetries: 0 })
  await rill.ask('And without one?')
  await expect(rill.main).toContainText(faultText({ kind: 'unreachable', message: '' }, 'en'))
  expect(http.asked.concat(socks.asked)).toHaveLength(2)
  await http.close()
  await socks.close()
})

test('an answer that is under way ends the way it began, and the next one goes the new way', async ({ rill, provider }) => {
  const http = await startHttpProxy()
  const socks = await startSocksProxy()
  await rill.useProvider(`http://${hostOf(provider)}/v1`)
  await rill.change({ proxy: { mode: 'manual', address: http.address } })
  await rill.ask('Which way?')
  const first = await provider.next()
  first.say('Through HTTP,')
  await expect(rill.answer).toContainText('Through HTTP,')

  await rill.change({ proxy: { mode: 'manual', address: socks.address } })
  await rill.newConversation()
  await rill.ask('And beside it?')
  const second = await provider.next()
  second.say('Through SOCKS.')
  second.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('Through SOCKS.')
  first.say(' to the end.')
  first.finish()
  await rill.conversation('Which way?').click()
  await rill.finished()
  expect(await rill.answerText()).toBe('Through HTTP, to the end.')
  expect([http.asked, socks.asked]).toEqual([[hostOf(provider)], [hostOf(provider)]])
  await http.close()
  await socks.close()
})

/** From now on the sessions of the wire take a new way when told to, or never; nothing else about them changes. */
async function holdWays(app: AppUnderTest): Promise<{ take(): Promise<void>; refuse(): Promise<void> }> {
  await app.electron.evaluate(({ session }) => {
    const wire = session.fromPartition('wire-0', { cache: false })
    const real = wire.setProxy.bind(wire)
    const held = { refuse: (): void => undefined, take: (): Promise<void> => Promise.resolve() }
    wire.setProxy = (config) => new Promise((resolve, reject) => {
      held.refuse = () => reject(new Error('this way is closed'))
      held.take = () => real(config).then(resolve)
    })
    Reflect.set(globalThis, 'heldWay', held)
  })
  const settle = (how: 'take' | 'refuse') => () => app.electron.evaluate(async (_electron, how) => {
    await (Reflect.get(globalThis, 'heldWay') as Record<string, () => unknown>)[how]?.()
  }, how)
  return { take: settle('take'), refuse: settle('refuse') }
}

test('nothing is sent before its session goes the way that is set, and nothing by another where it does not', async ({
  app,
  rill,
  provider
}) => {
  const http = await startHttpProxy()
  // This one could be met without the proxy as well.
  await rill.useProvider(provider.baseUrl)
  await rill.change({ maxRetries: 0, proxy: { mode: 'none' } })
  await rill.ask('Straight?')
  const first = await provider.next()
  first.say('Yes.')
  first.finish()
  await rill.finished()

  const way = await holdWays(app)
  await rill.change({ proxy: { mode: 'manual', address: http.address } })
  await rill.ask('By the proxy?')
  // That nothing is sent has no state to wait for: a second is longer than any of the requests above took.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(provider.requests).toHaveLength(1)
  await way.take()
  const second = await provider.next()
  second.say('By now.')
  second.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('By now.')

  await rill.change({ proxy: { mode: 'none' } })
  await rill.ask('And when it is refused?')
  await way.refuse()
  await expect(rill.main).toContainText(faultText({ kind: 'unreachable', message: '' }, 'en'))
  expect(provider.requests).toHaveLength(2)
  await http.close()
})

test('a file of settings says through which proxy requests would go before it is taken, and then they do', async ({
  app,
  rill,
  provider,
  profile
}) => {
  const http = await startHttpProxy()
  const host = hostOf(provider)
  await rill.useProvider(`http://${host}/v1`)
  const file = join(profile, 'mine.json')
  const transfer = new TransferPage(app)
  const dialog = app.page.getByRole('dialog')
  await transfer.saveAs(file)
  await rill.openSettings()
  await rill.button('settings_file_save').click()
  await expect(app.page.getByText(rill.say('settings_file_saved', { name: 'mine.json' }))).toBeVisible()
  const saved = JSON.parse(await readFile(file, 'utf8')) as { settings: object }

  await transfer.choose(file)
  await rill.button('settings_file_choose').click()
  await expect(dialog).toContainText(rill.say('settings_file_same'))
  await app.page.keyboard.press('Escape')
  const other = { ...saved, settings: { ...saved.settings, proxy: { mode: 'manual', address: http.address } } }
  await writeFile(file, JSON.stringify(other))
  await rill.button('settings_file_choose').click()
  await expect(dialog).toContainText(rill.say('settings_file_proxy', { address: http.address }))
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(rill.main.getByRole('radio', { name: rill.say('settings_proxy_manual') })).not.toBeChecked()

  await rill.button('settings_file_choose').click()
  await dialog.getByRole('button', { name: rill.say('settings_file_take') }).click()
  await expect(rill.main.getByRole('radio', { name: rill.say('settings_proxy_manual') })).toBeChecked()
  await rill.newConversation()
  await rill.ask('Which way?')
  const request = await provider.next()
  request.say('As the file has it.')
  request.finish()
  await rill.finished()
  expect(http.asked).toEqual([host])
  await http.close()
})
